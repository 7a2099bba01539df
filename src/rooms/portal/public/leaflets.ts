import { renderSVG } from 'uqr';
import type {
  LeafletCall,
  LeafletPart,
  LeafletPicture,
  PrintedLeaflet,
  PrintedText,
} from '../../../platform/document/index.ts';
import type { Guidance, GuidancePage, Statement } from './guidance.ts';
import { hoursInWords } from './hours.tsx';
import type { LeafletKind, Leaflets } from '../facts.ts';
import { byName, type Language, languagesOf, type TextKey } from './languages.ts';
import { pictureLine } from './pictures.tsx';
import { textOf } from './say.tsx';
import { pageOf } from './visit.ts';

/** What a paper is made from. */
export type LeafletSource = {
  readonly language: Language;
  readonly guidance: Guidance;
  /** Where the public site stands, for the code to scan. */
  readonly origin: string;
  readonly isDemonstration: boolean;
};

type Values = Readonly<Record<string, string>>;

const fill = (text: string, values: Values): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`a text of a leaflet asks for {${name}}, which nobody gave`);
    return value;
  });

const namesIn = ({ guidance, language }: LeafletSource): Values => ({
  support: guidance.support.name,
  emergency: guidance.emergency.shown,
  title: language.say('page.title').text,
  link: language.say('contact.link').text,
});

const say = (source: LeafletSource, key: TextKey, values: Values = {}): PrintedText => {
  const { text, language } = source.language.say(key);
  return { text: fill(text, { ...namesIn(source), ...values }), language };
};

const told = (source: LeafletSource, statement: Statement, key = statement.says): PrintedText =>
  say(
    source,
    textOf(key),
    Object.fromEntries(Object.entries(statement.values).map(([name, value]) => [name, String(value)])),
  );

const picture = (name: string | undefined): LeafletPicture | null => {
  const line = pictureLine(name);
  if (line === undefined) return null;
  const look = 'fill="none" stroke="#0d5c66" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"';
  return { svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path ${look} d="${line}"/></svg>` };
};

const callsOf = (source: LeafletSource): readonly LeafletCall[] => {
  const { guidance, language } = source;
  return [
    {
      ...{ asks: say(source, 'danger.title'), number: guidance.emergency.shown },
      ...{ who: say(source, 'danger.who'), isUrgent: true },
    },
    {
      ...{ asks: say(source, 'support.title'), number: guidance.support.shown },
      who: { text: `${say(source, 'support.who').text} ${hoursInWords(guidance.support, language)}`.trim() },
      isUrgent: false,
    },
  ];
};

const partsOf = (source: LeafletSource, page: GuidancePage): readonly LeafletPart[] =>
  page.parts
    .filter(({ kind, title }) => title !== undefined && ['rights', 'points', 'steps'].includes(kind))
    .map((part) => ({
      title: say(source, textOf(part.title ?? '')),
      entries: part.items
        .filter(({ withScript }) => withScript !== true)
        .map((statement) =>
          part.kind === 'rights'
            ? {
                picture: picture(statement.picture),
                title: told(source, statement, `${statement.says}.name`),
                text: told(source, statement, `${statement.says}.text`),
              }
            : { picture: null, title: null, text: told(source, statement) },
        ),
    }));

const codeOf = (source: LeafletSource): PrintedLeaflet['code'] => {
  if (source.origin === '') return null;
  const address = `${source.origin}/${source.language.code}`;
  return {
    svg: renderSVG(address, { border: 1 }),
    says: say(source, 'choice.help'),
    address: address.replace(/^https?:\/\//, ''),
  };
};

const noFears: readonly TextKey[] = ['support.name', 'support.papers'];

const basis = (source: LeafletSource): Omit<PrintedLeaflet, 'layout' | 'heading' | 'lead' | 'parts'> => ({
  kind: 'leaflet',
  language: source.language.code,
  rtl: source.language.direction === 'rtl',
  // Neutral, as every title of the public site: who finds the file learns nothing from it.
  title: source.language.say('page.title').text,
  mark: source.isDemonstration ? source.language.say('demonstration').text : null,
  calls: callsOf(source),
  code: codeOf(source),
  notes: noFears.map((key) => say(source, key)),
});

const welcome = (source: LeafletSource) => ({
  heading: say(source, 'welcome.title'),
  lead: say(source, 'welcome.lead'),
});

const ofPage = (source: LeafletSource, id: string): Pick<PrintedLeaflet, 'heading' | 'lead' | 'parts'> => {
  const page = pageOf(source, id);
  return {
    heading: say(source, textOf(page.title)),
    lead: page.lead === undefined ? null : told(source, page.lead),
    parts: partsOf(source, page),
  };
};

/** Signs of exploitation as large pictures, for who reads little: the groups of the self-check. */
const pictureParts = (source: LeafletSource): readonly LeafletPart[] => {
  const entries = (id: string, kind: string) =>
    pageOf(source, id)
      .parts.filter((part) => part.kind === kind && part.title !== undefined)
      .map((part) => ({ picture: picture(part.picture), title: say(source, textOf(part.title ?? '')), text: null }));
  const rights = pageOf(source, 'rights')
    .parts.filter(({ kind }) => kind === 'rights')
    .flatMap(({ items }) => items)
    .filter((right) => picture(right.picture) !== null)
    .slice(0, 9)
    .map((right) => ({
      ...{ picture: picture(right.picture), title: told(source, right, `${right.says}.name`), text: null },
    }));
  return [
    { title: say(source, 'check.link'), entries: entries('check', 'signs') },
    { title: say(source, 'rights.link'), entries: rights },
  ];
};

const made: Readonly<Record<LeafletKind, (source: LeafletSource) => PrintedLeaflet>> = {
  rights: (source) => ({ ...basis(source), ...ofPage(source, 'rights'), layout: 'leaflet' }),
  cards: (source) => ({ ...basis(source), ...welcome(source), parts: [], layout: 'cards' }),
  poster: (source) => ({ ...basis(source), ...welcome(source), parts: [], layout: 'poster' }),
  professionals: (source) => ({ ...basis(source), ...ofPage(source, 'professionals'), layout: 'leaflet', notes: [] }),
  pictures: (source) => ({ ...basis(source), ...welcome(source), parts: pictureParts(source), layout: 'pictures' }),
};

/** A paper to hand out, in the words of the public pages as the law lets them be said on the day of the guidance. */
export const leafletOf = (kind: LeafletKind, source: LeafletSource): PrintedLeaflet => made[kind](source);

/** All papers of an installation. In production only in languages that named reviewers have passed. */
export const leafletsOf = (site: {
  readonly guidance: () => Guidance;
  readonly origin: string;
  readonly isDemonstration: boolean;
}): Leaflets => {
  const published = () => byName(languagesOf(site.isDemonstration).filter(({ isPublished }) => isPublished));
  return {
    languages: published,
    make: (kind, code) => {
      const language = published().find((one) => one.code === code);
      return language === undefined ? null : leafletOf(kind, { ...site, guidance: site.guidance(), language });
    },
  };
};
