import { type Name, normalise, type Person, readMark } from '../../linkage/index.ts';
import type { TelephonePlan } from '../../platform/telephone.ts';
import type { Searcher } from '../../vault/index.ts';
import { factsOf } from '../matching/facts.ts';

/*
 * What the marks of exact search are made of, with the normaliser of matching: spelling, script, order and title of a name do not
 * matter. A name goes with a whole date (n1) or a year (n2), never alone; document (d1), telephone (p1) and alias (a1) stand for themselves.
 */

const version = 2;

const spelled = ({ given, family }: Name): string =>
  [...given, ...family]
    .map(({ latin }) => latin)
    .sort()
    .join(' ');

const two = (number: number): string => String(number).padStart(2, '0');

const namedMarks = ({ names, births }: Person): string[] => {
  const spellings = [...new Set(names.map(spelled))];
  const whole = births.flatMap(({ year, month, day }) => (month && day ? [`${year}-${two(month)}-${two(day)}`] : []));
  const years = births.map(({ year }) => String(year));
  const with_ = (kind: string, dates: readonly string[]) =>
    spellings.flatMap((name) => [...new Set(dates)].map((date) => `${kind}|${name}|${date}`));
  return [...with_('n1', whole), ...with_('n2', years)];
};

const documentMark = (number: string): string[] => {
  const plain = number
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');
  return plain.length >= 5 ? [`d1|${plain}`] : [];
};

const phoneMark = (number: string, plan: TelephonePlan | null): string[] => {
  const text = readMark({ kind: 'phone', number }, plan);
  return text === null ? [] : [`p1|${text}`];
};

const aliasMark = (alias: string): string[] => {
  const [name] = normalise({ names: [{ full: alias }], births: [], sex: null, nationality: null }).names;
  return name && spelled(name).length >= 3 ? [`a1|${spelled(name)}`] : [];
};

const valuesUnder = (texts: Readonly<Record<string, string>>, field: RegExp): readonly string[] =>
  Object.entries(texts)
    .filter(([name]) => field.test(name))
    .map(([, text]) => text);

/** How the vault makes marks for exact search, in a country that dials by this plan. */
export const searcherFor = (telephone: TelephonePlan | null): Searcher => ({
  version,
  compartments: ['identity', 'contact_safe'],
  textsOf: (opened) => {
    const [identity, contact] = [opened.identity ?? {}, opened.contact_safe ?? {}];
    return [
      ...valuesUnder(identity, /^documents\.\d+\.document_number$/).flatMap(documentMark),
      ...valuesUnder(contact, /^channels\.\d+\.channel_value$/).flatMap((number) => phoneMark(number, telephone)),
      ...valuesUnder(identity, /^aliases\.\d+\.alias$/).flatMap(aliasMark),
      ...namedMarks(normalise(factsOf({ organisation: '', opened, sex: '', citizenships: [], marks: false }))),
    ];
  },
  soughtTexts: ({ name, born, document, phone, alias }) => [
    ...(name && born
      ? namedMarks(normalise({ names: [{ full: name }], births: [{ date: born }], sex: null, nationality: null }))
      : []),
    ...(document ? documentMark(document) : []),
    ...(phone ? phoneMark(phone, telephone) : []),
    ...(alias ? aliasMark(alias) : []),
  ],
});
