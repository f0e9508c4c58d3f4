import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ErrorSummary, errorList } from './ErrorSummary'
import { Field } from './Field'

const options = [
  { value: 'walk', label: '自己走' },
  { value: 'fetch', label: '家长接', small: '17:30 西门' },
]

describe('Field', () => {
  it('ties label, hint and error to the control', () => {
    const html = renderToStaticMarkup(
      <Field name="phone" label="手机号" hint="学校登记的" error="要 11 位" type="tel" />,
    )
    expect(html).toContain('<label for="phone">手机号</label>')
    expect(html).toMatch(/<input(?=[^>]* id="phone")(?=[^>]* name="phone")/)
    expect(html).toContain('aria-invalid="true"')
    expect(html).toContain('aria-describedby="phone-hint phone-error"')
    expect(html).toMatch(/id="phone-hint">学校登记的/)
    expect(html).toMatch(/id="phone-error">.*错误：.*要 11 位/)
  })

  it('says nothing that is not there', () => {
    const html = renderToStaticMarkup(<Field name="room" label="教室" />)
    expect(html).not.toMatch(/aria-|wrong/)
    expect(html).toContain('type="text"')
  })

  it.each(['textarea', 'select'] as const)('wires a %s the same way', (type) => {
    const one = { name: 'x', label: '说明', error: '要写' }
    const html = renderToStaticMarkup(
      type === 'select' ? <Field {...one} type={type} options={options} /> : <Field {...one} type={type} />,
    )
    expect(html).toMatch(new RegExp(`<${type}[^>]*id="x"`))
    expect(html).toContain('aria-describedby="x-error"')
  })

  it('groups radios under a legend, the first one the target of a summary', () => {
    const html = renderToStaticMarkup(
      <Field type="radios" name="way" label="怎么走" options={options} defaultValue="fetch" error="选一个" />,
    )
    expect(html).toMatch(/<fieldset[^>]*aria-describedby="way-error"><legend>怎么走<\/legend>/)
    expect(html).toMatch(/<input(?=[^>]* id="way")(?=[^>]* value="walk")/)
    expect(html).toMatch(/<input(?=[^>]* value="fetch")(?=[^>]* checked)/)
  })

  it('leaves a consent box unticked', () => {
    const html = renderToStaticMarkup(<Field type="checkbox" name="agree" label="我同意" />)
    expect(html).toMatch(/<label class="tick" for="agree"><input[^>]*type="checkbox"/)
    expect(html).not.toContain('checked')
  })
})

describe('ErrorSummary', () => {
  it('links to every field and is announced', () => {
    const html = renderToStaticMarkup(
      <ErrorSummary errors={errorList({ phone: ['要 11 位', '再看看'], code: undefined })} />,
    )
    expect(html).toContain('role="alert"')
    expect(html).toContain('tabindex="-1"')
    expect(html).toContain('还有 1 处要您定')
    expect(html).toContain('<a href="#phone">要 11 位</a>')
  })

  it('is absent when nothing is wrong', () => {
    expect(renderToStaticMarkup(<ErrorSummary errors={[]} />)).toBe('')
  })
})
