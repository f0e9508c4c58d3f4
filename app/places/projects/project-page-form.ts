import * as z from 'zod/mini'
import { datesForm, factsForm, placesForm } from './project-form'
import { documentDeedForm, fundingForm, paymentForm, unfundForm, variationForm } from './project-money-form'

/** Everything that an officer does on the page of a project. */
export const projectPageForm = z.discriminatedUnion('deed', [
  factsForm,
  placesForm,
  datesForm,
  fundingForm,
  unfundForm,
  paymentForm,
  variationForm,
  documentDeedForm,
])
