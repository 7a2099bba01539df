import { defineForm, type Field, type Form } from '../../../platform/form/index.ts';
import type { ShortPath } from '../../../profile/index.ts';
import { nameFields, personFormFor } from './person-form.ts';
import { reportForm } from './report-form.ts';

/** For how long a link opens. */
export const linkForm = defineForm('referrals', [
  { id: 'link_path', kind: 'choice', codes: 'short-paths', required: true },
  { id: 'link_days', kind: 'number', least: 1, most: 14, required: true, width: 'short' },
]);

const notAsked: readonly string[] = [
  ...nameFields,
  ...['guardian_name', 'guardian_phone', 'guardian_email', 'support_information', 'special_needs', 'needs_details'],
];

/**
 * A short path as somebody without an account is asked it: no name and no way to reach the person, for nobody has asked her;
 * police call back who wrote.
 */
export const pathByLink = (path: ShortPath): ShortPath & { readonly byLink: true } => ({
  ...path,
  byLink: true,
  asks: {
    report: path.asks.report,
    person: path.asks.person.filter((id) => !notAsked.includes(id)),
  },
});

const fieldsOf = (form: Form<unknown>, asked: readonly string[]): readonly Field[] =>
  form.fields.filter(({ id }) => asked.includes(id));

/** All questions of such a page: about what was noticed, and about one person. */
export const formByLink = (path: ShortPath): Form<Readonly<Record<string, unknown>>> => {
  const { asks } = pathByLink(path);
  const fields = [...fieldsOf(reportForm, asks.report), ...fieldsOf(personFormFor(true), asks.person)];
  return defineForm('referrals', fields) as Form<unknown> as Form<Readonly<Record<string, unknown>>>;
};
