import { defineForm, type Form, type ValuesOf } from '../../../platform/form/index.ts';
import { personBasics } from './person-basics.ts';
import { personConsent, personContact } from './person-contact.ts';
import { personIdentity } from './person-identity.ts';
import { personNow } from './person-now.ts';
import { personStory } from './person-story.ts';

const asked = [...personBasics, ...personStory, ...personNow, ...personIdentity, ...personContact] as const;

/** What is asked for each person of a report. Only the age, the form of exploitation and a few facts are required. */
export const personForm = defineForm('referrals', [...asked, ...personConsent]);

/** The same for a body that reports by duty: there is no consent to ask, so the question is not put. */
const personFormByDuty = defineForm('referrals', asked);

export type PersonAnswers = ValuesOf<typeof personForm>;

/** The person's form as this body is asked it. */
export const personFormFor = (byDuty: boolean): Form<PersonAnswers> => (byDuty ? personFormByDuty : personForm);
