import * as z from 'zod/mini'
import { remarkForm } from './course-form'

const id = z.string().check(z.minLength(1), z.maxLength(64))

/** 审核: a proposal is approved, or sent back with a remark. */
export const reviewForm = z
  .object({ section: id, deed: z.enum(['approve', 'return']), remark: z._default(z.string(), '') })
  .check((payload) => {
    const { deed, remark } = payload.value
    const said = deed === 'return' ? remarkForm.safeParse({ remark }) : null
    if (said && !said.success)
      payload.issues.push({
        code: 'custom',
        path: ['remark'],
        message: said.error.issues[0]?.message ?? '',
        input: remark,
      })
  })
