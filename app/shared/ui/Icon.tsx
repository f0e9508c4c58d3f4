/** Drawn on a 24 grid with a 1.8 stroke and round ends (kit: `.i`). Words stand beside every icon. */
const shapes = {
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  down: 'M6 9l6 6 6-6',
  up: 'M6 15l6-6 6 6',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  search: 'M4.5 11a6.5 6.5 0 1013 0 6.5 6.5 0 10-13 0M16 16l4.5 4.5',
  letters: 'M3 19L8.5 5 14 19M5 14h7M15 19l3-8 3 8M16 16.5h4',
  moon: 'M20 14.5A8.5 8.5 0 019.5 4 8.5 8.5 0 1020 14.5z',
  sun: 'M8 12a4 4 0 108 0 4 4 0 10-8 0M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  shelf: 'M3 11h18M3 20h18M6 11V5h4v6M14 11V7h4v4M6 20v-5h5v5M14 20v-4h4v4',
  calendar:
    'M5.5 5h13a2 2 0 012 2v11a2 2 0 01-2 2h-13a2 2 0 01-2-2V7a2 2 0 012-2zM3.5 10h17M8 3v4M16 3v4M9 10v10M15 10v10',
  hand: 'M8 13V6a1.5 1.5 0 013 0v5M11 11V4.5a1.5 1.5 0 013 0V11M14 11V6a1.5 1.5 0 013 0v8.5a6 6 0 01-6 6h-.5a6 6 0 01-4.8-2.4L3.4 14a1.6 1.6 0 012.4-2L8 14.2',
  hold: 'M6.2 6a1.8 1.8 0 103.6 0 1.8 1.8 0 10-3.6 0M8 9.5v6M8 11l4 3M8 15.5L6 21M8 15.5l2 5.5M14.6 10.5a1.4 1.4 0 102.8 0 1.4 1.4 0 10-2.8 0M16 13.5v4M16 14l-4 0M16 17.5L14.8 21M16 17.5l1.2 3.5',
  home: 'M4 11l8-7 8 7v9H4zM10 20v-6h4v6',
  bag: 'M5 8h14l1 12H4zM8.5 8V6.5a3.5 3.5 0 017 0V8',
  clock: 'M3.5 12a8.5 8.5 0 1017 0 8.5 8.5 0 10-17 0M12 7v5.5l3.5 2',
  pin: 'M12 21c5-5.5 7-8.5 7-11.5A7 7 0 005 9.5C5 12.5 7 15.5 12 21zM9.5 9.5a2.5 2.5 0 105 0 2.5 2.5 0 10-5 0',
  yuan: 'M3.5 12a8.5 8.5 0 1017 0 8.5 8.5 0 10-17 0M8.5 7.5L12 12l3.5-4.5M12 12v5.5M9 13h6M9 15.5h6',
  person: 'M8.2 8a3.8 3.8 0 107.6 0 3.8 3.8 0 10-7.6 0M4.5 20.5c1-4.5 4-6 7.5-6s6.5 1.5 7.5 6',
  people:
    'M5.8 5a2.2 2.2 0 104.4 0 2.2 2.2 0 10-4.4 0M15.2 9a1.8 1.8 0 103.6 0 1.8 1.8 0 10-3.6 0M8 8v7M8 15l-2.5 5.5M8 15l2.5 5.5M8 10l4.5 2.5L17 12M17 11.5V16M17 16l-1.5 4.5M17 16l1.5 4.5',
  warning: 'M12 4L2.5 20h19zM12 10v4.5M12 17.2v.3',
  shield: 'M12 3l7.5 3v5.5c0 4.5-3 7.5-7.5 9.5-4.5-2-7.5-5-7.5-9.5V6zM8.5 12l2.5 2.5L15.5 10',
  swap: 'M4 8h10M10 4l4 4-4 4M20 16H10M14 12l-4 4 4 4',
  lock: 'M7 11h10a2 2 0 012 2v5a2 2 0 01-2 2H7a2 2 0 01-2-2v-5a2 2 0 012-2zM8 11V8a4 4 0 018 0v3',
  dots: 'M3.5 12a2 2 0 104 0 2 2 0 10-4 0M10 12a2 2 0 104 0 2 2 0 10-4 0M16.5 12a2 2 0 104 0 2 2 0 10-4 0',
  bell: 'M6 16.5V11a6 6 0 0112 0v5.5l1.5 1.5h-15zM10 20.5h4',
  phone:
    'M6 3.5h3.5l1.5 5-2.5 1.5a11 11 0 005.5 5.5l1.5-2.5 5 1.5V18c0 1.5-1 2.5-2.5 2.5C10.5 20.5 3.5 13.5 3.5 6c0-1.5 1-2.5 2.5-2.5z',
  info: 'M3.5 12a8.5 8.5 0 1017 0 8.5 8.5 0 10-17 0M12 11v5.5M12 7.5v.3',
  edit: 'M4 20l1-4L16.5 4.5l3 3L8 19zM14 7l3 3',
  download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 20h15',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  leave: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
} as const

export type IconName = keyof typeof shapes

/** @param name of the closed set. Decoration only: hidden from screen readers. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg className="i" viewBox="0 0 24 24" aria-hidden="true">
    <path d={shapes[name]} />
  </svg>
)

/** The portal's mark: a bridge's arch, the sun in it, the spring below. */
export const Logo = () => (
  <svg className="logo" viewBox="0 0 40 32" aria-hidden="true">
    <path className="hill" d="M2 22a18 18 0 0136 0h-6a12 12 0 00-24 0z" />
    <circle className="sun" cx="20" cy="22" r="5.5" />
    <path className="spring" d="M2 27q4.5-3.5 9 0t9 0 9 0 9 0" />
  </svg>
)
