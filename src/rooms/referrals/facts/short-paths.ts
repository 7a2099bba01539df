import type { CodeSource } from '../../../platform/form/index.ts';
import type { Profile, ShortPath } from '../../../profile/index.ts';
import { personConsent, personCooperates } from './person-contact.ts';
import { personFormFor } from './person-form.ts';
import { reportForm } from './report-form.ts';
import type { Section } from './sections.ts';

/** Without these a report helps nobody: every short path asks them. */
const least = {
  report: ['reporter_name', 'reporter_phone', 'how_came_to_light', 'in_danger', 'account'],
  person: ['age_answer', 'forms', 'still_exploited', 'can_be_contacted'],
} as const;

/** What a person agrees to decides where a report may go: asked on every path of a body that reports with consent. */
const agreement: readonly string[] = [...personCooperates, ...personConsent].map(({ id }) => id);

const known = {
  report: reportForm.fields.map(({ id }) => id),
  person: personFormFor(false).fields.map(({ id }) => id),
};

const checked = new WeakSet<ShortPath>();

/** Throws when a path asks what no form asks, or leaves out what every report needs. */
const check = (path: ShortPath): ShortPath => {
  if (checked.has(path)) return path;
  for (const part of ['report', 'person'] as const) {
    const asked: readonly string[] = path.asks[part];
    const unknown = asked.find((id) => !known[part].includes(id));
    if (unknown) throw new Error(`the short path ${path.code} asks "${unknown}", which the form does not have`);
    const left = least[part].find((id) => !asked.includes(id));
    if (left) throw new Error(`the short path ${path.code} does not ask "${left}"`);
  }
  checked.add(path);
  return path;
};

/** The short path of this code; nothing for none, and for one the country no longer has. */
export const shortPathOf = (profile: Profile, code: string | null | undefined): ShortPath | undefined => {
  const found = profile.shortPaths.find((one) => one.code === code);
  return found && check(found);
};

/** The short paths of a body. */
export const shortPathsOf = (profile: Profile, organisation: string): readonly ShortPath[] =>
  profile.shortPaths.filter(({ organisations }) => organisations.includes(organisation)).map(check);

const onlyAsked = (sections: readonly Section[], asked: readonly string[]): readonly Section[] =>
  sections
    .map((section) => ({ ...section, fields: section.fields.filter((id) => asked.includes(id)) }))
    .filter(({ fields }) => fields.length > 0);

/** The pages of the report as a short path asks them; all of them without one. */
export const reportPagesOn = (path: ShortPath | undefined, sections: readonly Section[]): readonly Section[] =>
  path ? onlyAsked(sections, path.asks.report) : sections;

/** The pages of a person as a short path asks them; all of them without one. */
export const personPagesOn = (path: ShortPath | undefined, sections: readonly Section[]): readonly Section[] =>
  path ? onlyAsked(sections, [...path.asks.person, ...('byLink' in path ? [] : agreement)]) : sections;

/** The lists of the form with only the signs of this setting, and whatever was chosen already. */
export const withSignsOf = (
  path: ShortPath | undefined,
  codes: CodeSource,
  chosen: readonly string[] = [],
): CodeSource => {
  if (!path) return codes;
  const wanted = new Set([...path.signs, ...chosen]);
  return (list) => (list.startsWith('signs-') ? codes(list).filter(({ code }) => wanted.has(code)) : codes(list));
};
