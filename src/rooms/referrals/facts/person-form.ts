import { type Condition, defineForm, type Field, type Form, type ValuesOf } from '../../../platform/form/index.ts';
import { personBasics } from './person-basics.ts';
import { personConsent, personContact, personCooperates, personSupport } from './person-contact.ts';
import { personIdentity } from './person-identity.ts';
import { personNow } from './person-now.ts';
import { personStory } from './person-story.ts';

const facts = [...personBasics, ...personStory, ...personNow] as const;
const names = [...personIdentity, ...personContact] as const;

/**
 * When a body that reports with consent may ask for name and contact: an adult agreed that one of the bodies gets them, or
 * to talk with the police. For a child, or an age nobody is sure of, the law decides and consent is not asked.
 */
export const namesMayBeAsked: Condition = {
  any: [
    { field: 'age_answer', isOneOf: ['child', 'not_sure'] },
    { field: 'agrees_police', is: true },
    { field: 'agrees_support', is: true },
    { field: 'cooperates', is: 'yes' },
  ],
};

/** Ids of the questions that wait for an agreement. */
export const nameFields: readonly string[] = names.map(({ id }) => id);

const onceAgreed = (field: Field): Field => ({
  ...field,
  shownWhen: field.shownWhen ? { all: [namesMayBeAsked, field.shownWhen] } : namesMayBeAsked,
});

const formByDuty = defineForm('referrals', [...facts, ...names, ...personSupport, ...personCooperates]);
const everything = defineForm('referrals', [
  ...facts,
  ...personCooperates,
  ...personConsent,
  ...names,
  ...personSupport,
]);

export type PersonAnswers = ValuesOf<typeof everything>;

const waiting: readonly Field[] = everything.fields.map((field) =>
  nameFields.includes(field.id) ? onceAgreed(field) : field,
);

/**
 * What is asked for each person of a report: age, form of exploitation and a few facts are required. What the person agrees
 * to comes before name and contact, which are asked only then.
 */
// The same fields, some with one more condition: the answers are of the same kinds.
export const personForm = defineForm('referrals', waiting) as Form<unknown> as Form<PersonAnswers>;

/** The person's form as this body is asked it. One that reports by duty asks for no consent, and for the name at once. */
export const personFormFor = (byDuty: boolean): Form<PersonAnswers> => (byDuty ? formByDuty : personForm);
