import type { PersonFacts, StrongFact } from '../../linkage/index.ts';
import type { Matter } from '../../vault/index.ts';

/** How the report form calls what is compared, sealed in the compartment `identity` (src/rooms/referrals/facts/person-identity.ts). */
const otherNames = ['name_in_own_script', 'name_transliterated'] as const;
const documentField = /^documents\.\d+\.document_number$/;
const phoneField = /^channels\.\d+\.channel_value$/;
const aliasField = /^aliases\.\d+\.alias$/;

type Texts = Readonly<Record<string, string>>;

const namesOf = (texts: Texts): PersonFacts['names'] => {
  const { given_name: given, family_name: family, full_name: full } = texts;
  const whole = [...otherNames.flatMap((field) => texts[field] ?? []), ...aliasesOf(texts)].map((one) => ({
    full: one,
  }));
  // Which word is the family's is what tells twins apart, so a name in parts is not blurred by the same name as a whole.
  if (given || family) return [{ ...(given ? { given } : {}), ...(family ? { family } : {}) }, ...whole];
  return full ? [{ full }, ...whole] : whole;
};

const aliasesOf = (texts: Texts): readonly string[] =>
  Object.entries(texts)
    .filter(([field]) => aliasField.test(field))
    .map(([, text]) => text);

/** A date as it is known: a day, a month, a year; a span within one year is that year, a guess where it came from an age. */
const birthsOf = (text: string | undefined): PersonFacts['births'] => {
  if (text === undefined) return [];
  const { precision, from, to } = JSON.parse(text) as { precision: string; from: string | null; to: string | null };
  if (from === null || to === null) return [];
  if (precision === 'exact') return [{ date: from }];
  if (from.slice(0, 7) === to.slice(0, 7)) return [{ date: from.slice(0, 7) }];
  if (from.slice(0, 4) === to.slice(0, 4)) return [{ date: from.slice(0, 4), estimated: precision !== 'year' }];
  return [];
};

const valuesUnder = (texts: Texts | undefined, field: RegExp): readonly string[] =>
  Object.entries(texts ?? {})
    .filter(([name]) => field.test(name))
    .map(([, text]) => text);

/** Numbers of papers before telephones: no more than six of them are compared. */
const strongOf = ({ identity, contact_safe: contact }: Matter['opened']): readonly StrongFact[] => [
  ...valuesUnder(identity, documentField).map((number): StrongFact => ({ kind: 'document', state: null, number })),
  ...valuesUnder(contact, phoneField).map((number): StrongFact => ({ kind: 'phone', number })),
];

const sexes: Readonly<Record<string, PersonFacts['sex']>> = { female: 'F', male: 'M' };

/**
 * What of a report's person is compared with other bodies: names, birth, sex and first citizenship, numbers of papers and telephones where
 * her yes was to these too, and nothing of what happened.
 */
export const factsOf = ({ opened, sex, citizenships, marks }: Matter): PersonFacts => ({
  names: namesOf(opened.identity ?? {}),
  births: birthsOf(opened.identity?.['born']),
  sex: sexes[sex] ?? null,
  nationality: citizenships[0] ?? null,
  strong: marks ? strongOf(opened) : [],
});
