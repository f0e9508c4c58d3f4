import { zodResolver } from '@hookform/resolvers/zod'
import { Form, Link } from '@remix-run/react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button, ErrorSummary, errorList, Field, Oops } from '~/shared/ui'
import { useCheckedForm, useErrorTitle } from '~/shared/ui/use-checked-form'
import { pathTo } from '~/site'
import { activateForm, slipForm } from '../activate-form'
import type { ActivateStep } from '../activate-step'
import type { ConsentFacts } from '../consent-text'
import { words } from '../words'
import { ConsentText } from './ConsentText'

type Of<Name extends ActivateStep['step']> = Extract<ActivateStep, { step: Name }>

/** One page of the activation. */
export const ActivateSteps = ({ step, back, facts }: { step: ActivateStep; back: string; facts: ConsentFacts }) => {
  switch (step.step) {
    case 'slip':
      return <SlipStep step={step} back={back} />
    case 'consent':
      return (
        <ConsentStep step={step} back={back} facts={facts}>
          <Carried step={step} />
        </ConsentStep>
      )
    case 'agree':
      return <ConsentStep step={step} back={back} facts={facts} />
    case 'password':
      return <PasswordStep step={step} back={back} />
    case 'refused':
      return (
        <Oops whole tone="wait" title={words.consent.refusedTitle} action={<Home />}>
          {step.account ? words.consent.refusedAgainSays : words.consent.refusedSays}
        </Oops>
      )
  }
}

const Home = () => (
  <Link className="quiet" to={pathTo('shelf')}>
    {words.consent.home}
  </Link>
)

const Back = ({ back }: { back: string }) => (back ? <input type="hidden" name="back" value={back} /> : null)

const Carried = ({ step }: { step: { login: string; code: string } }) => (
  <>
    <input type="hidden" name="login" value={step.login} />
    <input type="hidden" name="code" value={step.code} />
  </>
)

/** The heading of a step; takes focus when the step before it is done, as a new page would. */
const Heading = ({ children, small, first }: { children: ReactNode; small?: ReactNode; first: boolean }) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!first) return
    heading.current?.focus()
    window.scrollTo(0, 0)
  }, [first])
  return (
    <>
      {small && <p className="cap step">{small}</p>}
      <h1 className="title" tabIndex={-1} ref={heading}>
        {children}
      </h1>
    </>
  )
}

const SlipStep = ({ step, back }: { step: Of<'slip'>; back: string }) => {
  const { register, onSubmit, errors } = useCheckedForm(zodResolver(slipForm), step.errors)
  return (
    <>
      <ErrorSummary errors={errorList(errors)} />
      <h1 className="title">{words.activate.title}</h1>
      <p className="lead">{words.activate.lead}</p>
      <Form method="post" className="form" onSubmit={onSubmit} noValidate>
        <input type="hidden" {...register('step')} value="slip" />
        <Back back={back} />
        <Field
          {...register('login')}
          label={words.activate.login}
          hint={words.login.hint}
          error={errors.login}
          defaultValue={step.login}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <Field
          {...register('code')}
          label={words.activate.code}
          hint={words.activate.codeHint}
          error={errors.code}
          defaultValue={step.code}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          className="code"
        />
        <div className="acts">
          <Button wide>{words.activate.next}</Button>
        </div>
      </Form>
      <h2 className="sub">{words.activate.noSlip}</h2>
      <p className="cap">{words.activate.noSlipSays}</p>
      <Link className="quiet" to={pathTo('signIn', {}, { back })}>
        {words.activate.haveAccount}
      </Link>
    </>
  )
}

interface ConsentStepProps {
  step: Of<'consent' | 'agree'>
  back: string
  facts: ConsentFacts
  children?: ReactNode
}

const ConsentStep = ({ step, back, facts, children }: ConsentStepProps) => {
  useErrorTitle(Object.keys(step.errors).length > 0)
  return (
    <>
      <ErrorSummary errors={errorList(step.errors)} />
      <Heading
        first={step.step === 'consent' && Object.keys(step.errors).length === 0}
        small={step.step === 'consent' && words.activate.step(2, 3, words.activate.steps[1])}
      >
        {words.consent.title}
      </Heading>
      <p className="lead">{words.consent.forChildren(step.children)}</p>
      <ConsentText facts={facts} />
      <Form method="post" className="form" key={step.step}>
        <input type="hidden" name="step" value={step.step} />
        <Back back={back} />
        {children}
        <Field type="checkbox" name="agree" value="yes" label={words.consent.agree} error={step.errors.agree} />
        <div className="acts">
          <Button wide>{words.consent.yes}</Button>
          <Button wide tone="ghost" name="refuse" value="yes">
            {words.consent.no}
          </Button>
        </div>
      </Form>
    </>
  )
}

const PasswordStep = ({ step, back }: { step: Of<'password'>; back: string }) => {
  const { register, onSubmit, errors } = useCheckedForm(zodResolver(activateForm), step.errors)
  const steps = step.agreed ? words.activate.steps : words.activate.staffSteps
  return (
    <>
      <ErrorSummary errors={errorList(errors)} />
      <Heading
        first={Object.keys(step.errors).length === 0}
        small={words.activate.step(steps.length, steps.length, words.activate.passwordTitle)}
      >
        {words.activate.passwordTitle}
      </Heading>
      <p className="lead">
        {step.name && words.activate.hello(step.name)}
        {words.activate.passwordLead}
      </p>
      <Form method="post" className="form" onSubmit={onSubmit} noValidate>
        <input type="hidden" {...register('step')} value="password" />
        <input type="hidden" {...register('login')} value={step.login} autoComplete="username" />
        <input type="hidden" {...register('code')} value={step.code} />
        {step.agreed && <input type="hidden" name="agree" value="yes" />}
        <Back back={back} />
        <Field
          {...register('password')}
          type="password"
          label={words.password.fresh}
          hint={words.password.hint}
          error={errors.password}
          autoComplete="new-password"
        />
        <Field
          {...register('again')}
          type="password"
          label={words.password.again}
          error={errors.again}
          autoComplete="new-password"
        />
        <div className="acts">
          <Button wide>{words.activate.finish}</Button>
        </div>
      </Form>
    </>
  )
}
