/** The closed list of what a notice can tell. */
export const noticeKinds = [
  'offer-made',
  'offer-expired',
  'section-changed',
  'section-closed',
  'school-enrolled',
  'check-expiring',
  'provider-expiring',
  'provider-decided',
  'provider-withdrawn',
  'place-warning',
  'handover-open',
] as const

export type NoticeKind = (typeof noticeKinds)[number]
