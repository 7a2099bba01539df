import { personFormFor } from './person-form.ts';
import { reportForm } from './report-form.ts';

/** One page of the form: a key for its address and texts, and the ids of its questions. */
export type Section = { readonly key: string; readonly fields: readonly string[] };

const sectionsOf = (ids: readonly string[], starts: Readonly<Record<string, string>>): readonly Section[] => {
  const places = Object.entries(starts).map(([key, first]) => ({ key, at: ids.indexOf(first) }));
  const lost = places.find(({ at }) => at < 0);
  if (lost) throw new Error(`the section ${lost.key} begins with a question that does not exist`);
  return places.map(({ key, at }, index) => ({ key, fields: ids.slice(at, places[index + 1]?.at ?? ids.length) }));
};

const idsOf = (form: { readonly fields: readonly { readonly id: string }[] }): readonly string[] =>
  form.fields.map((field) => field.id);

/** The pages of a report, each named with the question it begins with. Persons and evidence have pages of their own. */
export const reportSections: readonly Section[] = sectionsOf(idsOf(reportForm), {
  reporter: 'reporter_name',
  on_behalf: 'keyed_in',
  origin: 'how_came_to_light',
  danger: 'in_danger',
  account: 'account',
  interview: 'interview_place',
  exploiters: 'exploiters',
  others: 'other_victims',
  authorities: 'police_told',
});

const ofPerson = {
  person: 'age_answer',
  exploitation: 'forms',
  now: 'still_exploited',
  signs: 'signs_general',
} as const;

/** The pages of a person where consent is asked: before name and contact. */
export const personSections: readonly Section[] = sectionsOf(idsOf(personFormFor(false)), {
  ...{ ...ofPerson, consent: 'cooperates', identity: 'full_name', contact: 'can_be_contacted' },
  support: 'special_needs',
});

const sectionsByDuty: readonly Section[] = sectionsOf(idsOf(personFormFor(true)), {
  ...{ ...ofPerson, identity: 'full_name', contact: 'can_be_contacted', support: 'special_needs' },
});

/** The pages of a person as this body is asked them. One that reports by duty asks for no consent. */
export const personSectionsFor = (byDuty: boolean): readonly Section[] => (byDuty ? sectionsByDuty : personSections);

/** Pages that tell a story: nobody but the writer knows when such a page is complete. */
export const narrativeSections: readonly string[] = ['account', 'exploiters', 'exploitation', 'now'];

/** Goes up when a question is added, taken away or means something else; kept with every draft and report. */
export const formVersion = 4;

/** Version of the words with which consent and its withdrawal are explained (`referrals.consent.read_aloud`). */
export const noticeVersion = 1;
