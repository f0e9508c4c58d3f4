import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pathTo } from '~/site'
import { plainCode, SLIP_ALPHABET, slipForm, stepForm } from './activate-form'
import type { Actor } from './actor'
import { CONSENT_VERSION, consentPlainText } from './consent-text'
import { landing } from './landing'
import { isLogin, plainLogin } from './login-rules'
import { passwordFault } from './password-rules'
import { deviceOf } from './session-rules'
import { signInForm } from './sign-in-form'
import { newSlip, slipHash } from './slip-code.server'
import { maskedLogin, words } from './words'

describe('logins', () => {
  it.each([
    ['138 0000 0001', '13800000001'],
    ['+86 138-0000-0001', '13800000001'],
    ['１３８００００００１１', '13800000011'],
    ['t001', 'T001'],
  ])('%j is looked up as %s', (typed, plain) => {
    expect(plainLogin(typed)).toBe(plain)
    expect(isLogin(plain)).toBe(true)
  })

  it.each(['', ' ', '23800000001', 'a b/c', "x' or 1=1", '王老师', 'x'.repeat(61)])('%j is none', (typed) => {
    const read = signInForm.safeParse({ login: typed, password: 'x' })
    expect(read.success).toBe(false)
  })

  it('stays what it is when read twice, whatever was typed', () => {
    fc.assert(fc.property(fc.string(), (typed) => plainLogin(plainLogin(typed)) === plainLogin(typed)))
  })

  it('hides the middle of a telephone number', () => {
    expect([maskedLogin('13812345678'), maskedLogin('T001')]).toEqual(['138****5678', 'T001'])
  })
})

describe('passwords', () => {
  it.each([
    ['1234567', 'short'],
    ['泉城路上的老槐', 'short'],
    ['x'.repeat(129), 'long'],
    ['12345678', 'easy'],
    ['87654321', 'easy'],
    ['abcdefgh', 'easy'],
    ['11111111', 'easy'],
    ['1212121212', 'easy'],
    ['Password', 'easy'],
    ['13800000001', 'easy'],
    ['13800000001a', 'easy'],
    ['泉城路上的老槐树', null],
    ['correct horse', null],
  ] as const)('%s: %s', (password, fault) => {
    expect(passwordFault(password, '13800000001')).toBe(fault)
  })
})

describe('forms', () => {
  const step = {
    step: 'password',
    login: '13800000001',
    code: 'ABCD2345',
    password: 'correct horse',
    again: 'correct horse',
  }
  const messagesOf = (form: Record<string, unknown>) => {
    const read = stepForm.safeParse({ ...step, ...form })
    return read.success
      ? null
      : Object.fromEntries(read.error.issues.map((issue) => [issue.path.join('.'), issue.message]))
  }

  it('say what to change, beside the field it concerns', () => {
    expect(messagesOf({})).toBeNull()
    expect(messagesOf({ again: 'other' })).toEqual({ again: words.password.differ })
    expect(messagesOf({ password: '12345678', again: '12345678' })).toEqual({ password: words.password.easy })
    expect(messagesOf({ password: '138 0000 0001', again: '' })).toEqual({ password: words.password.easy })
    expect(
      slipForm.safeParse({ step: 'slip', login: '', code: 'x' }).error?.issues.map(({ message }) => message),
    ).toEqual([words.login.missing, words.activate.codeWrong])
  })

  it('read anything without breaking', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('step', 'login', 'code', 'password', 'again', 'agree'), fc.anything()),
        (form) => {
          stepForm.safeParse(form)
          signInForm.safeParse(form)
        },
      ),
    )
  })
})

describe('slips', () => {
  const slip = () => newSlip({ district: 'd', account: 'a', issuedBy: 'b', now: 0 })

  it('are eight characters nobody mistakes, never the same', () => {
    const codes = Array.from({ length: 500 }, () => slip().code)
    for (const code of codes) expect(code).toMatch(new RegExp(`^[${SLIP_ALPHABET}]{4}-[${SLIP_ALPHABET}]{4}$`))
    expect(new Set(codes).size).toBe(500)
    expect(SLIP_ALPHABET).not.toMatch(/[01OIL]/)
  })

  it('are worth nothing for another account, however they are typed', () => {
    const { code, row } = slip()
    for (const typed of [code, code.toLowerCase(), ` ${code.replace('-', ' ')} `, plainCode(code)])
      expect(slipHash('a', typed)).toBe(row.codeHash)
    expect(slipHash('b', code)).not.toBe(row.codeHash)
  })
})

describe('landing', () => {
  const child = {
    pupil: 'p',
    name: '',
    position: 1,
    school: 's',
    schoolName: '',
    grade: 1,
    classNumber: 1,
    homeClass: 'c',
  }
  const actor = (given: Partial<Actor>): Actor => ({
    ...{ account: 'a', name: '', children: [], teacherAt: [], administers: [], officer: false, consented: true },
    ...given,
  })
  it.each([
    [{ children: [child] }, '13800000001', 'family'],
    [{ teacherAt: ['s'] }, 'T1', 'teacherDesk'],
    [{ administers: ['s'], teacherAt: ['s'] }, 'A1', 'schoolDesk'],
    [{ officer: true }, 'Q1', 'bureauDesk'],
    [{ children: [child], teacherAt: ['s'] }, 'T1', 'teacherDesk'],
    [{ children: [child], teacherAt: ['s'] }, '13800000001', 'family'],
    [{ teacherAt: ['s'] }, '13800000001', 'teacherDesk'],
    [{}, '13800000001', 'me'],
  ] as const)('%j by %s begins at %s', (given, login, place) => {
    expect(landing(actor(given as Partial<Actor>), login)).toBe(pathTo(place))
  })
})

it('the consent text names its version, and changes with the district', () => {
  const facts = { portalName: '学在天桥', district: '济南市天桥区', hotline: '0531-0000-0000' }
  expect(consentPlainText(facts)).toContain(CONSENT_VERSION)
  expect(consentPlainText(facts)).toContain('0531-0000-0000')
  expect(consentPlainText(facts)).not.toBe(consentPlainText({ ...facts, district: '别处' }))
})

it.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X)', 'iPhone'],
  ['Mozilla/5.0 (Linux; Android 11; V2001A) Mobile Safari MicroMessenger/8.0', '微信 · 安卓手机'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'Windows 电脑'],
  [null, '别的设备'],
])('%s is recognised as %s', (header, device) => {
  expect(deviceOf(header)).toBe(device)
})
