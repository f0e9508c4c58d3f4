export const PASSWORD_MIN = 8
export const PASSWORD_MAX = 128

const COMMON = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  'iloveyou',
  'qwertyui',
  'qwerty12',
  'qwerty123',
  '1q2w3e4r',
  '1qaz2wsx',
  'admin123',
  'abc12345',
  'abcd1234',
  'a1234567',
  'a12345678',
  'aa123456',
  'aa12345678',
  'abc123456',
  'qq123456',
  'wang1234',
  'woaini520',
  'woaini1314',
  '5201314520',
  '1314520a',
  'jinan123',
  'tianqiao',
  'xuezaitianqiao',
  'tianqiao123',
  '88888888',
  '66668888',
  '12341234',
  '11223344',
  '123123123',
  '147258369',
  '123456789a',
  '1234qwer',
]

/** 12345678, 87654321, abcdefgh, 11111111: each character one step from the last, always the same step. */
const isRun = (text: string): boolean => {
  const steps = new Set([...text].slice(1).map((char, i) => char.charCodeAt(0) - text.charCodeAt(i)))
  const [step] = steps
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1
}

/** What is wrong with a new password; null when it will do. @param login must not be the password, nor part of it */
export const passwordFault = (password: string, login = ''): 'short' | 'long' | 'easy' | null => {
  const plain = password.normalize('NFKC')
  if ([...plain].length < PASSWORD_MIN) return 'short'
  if (plain.length > PASSWORD_MAX) return 'long'
  const low = plain.toLowerCase()
  const core = low.replace(/[^a-z0-9]/g, '')
  const own = login.toLowerCase()
  if (COMMON.includes(low) || isRun(low) || new Set(low).size < 3) return 'easy'
  if (own.length >= 4 && core.includes(own) && core.length < own.length + 4) return 'easy'
  return null
}
