import { holds } from '../../../platform/form/index.ts';
import type { PersonAnswers } from './answers.ts';
import { nameFields, namesMayBeAsked } from './person-form.ts';
import type { Section } from './sections.ts';

/** True when name and contact of this person may be asked: a body that reports by duty asks; else the person agreed first. */
export const mayAskNames = (byDuty: boolean, person: PersonAnswers): boolean =>
  byDuty || holds(namesMayBeAsked, person);

/** The page as it may be put now: without the questions that wait for the person's agreement. */
export const askedOf = (byDuty: boolean, section: Section, person: PersonAnswers): Section =>
  mayAskNames(byDuty, person)
    ? section
    : { ...section, fields: section.fields.filter((id) => !nameFields.includes(id)) };

/** False for a page of which nothing may be asked yet. */
export const isPageAsked = (byDuty: boolean, section: Section, person: PersonAnswers): boolean =>
  askedOf(byDuty, section, person).fields.length > 0;
