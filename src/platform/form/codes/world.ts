import type { Code } from '../field.ts';

/*
 * Lists a country profile need not bring: countries (ISO 3166-1, and XK) and languages (ISO 639-1, some of 639-3).
 * Names come from the Unicode CLDR in Node. What has no CLDR name (sign languages, Dari) is named here.
 */
const countryCodes =
  'AD AE AF AG AI AL AM AO AR AT AU AZ BA BB BD BE BF BG ' +
  'BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL ' +
  'CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG EH ' +
  'ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW ' +
  'GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE ' +
  'KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU ' +
  'LV LY MA MC MD ME MG MH MK ML MM MN MO MR MT MU MV MW ' +
  'MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK ' +
  'PL PR PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI ' +
  'SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN ' +
  'TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS XK ' +
  'YE ZA ZM ZW';

const languageCodes =
  'aa ab ae af ak am an ar as av ay az ba be bg bho bi bm ' +
  'bn bo br bs ca ce ceb ch co cs cv cy da de dv dz ee el ' +
  'en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ' +
  'ha he hi hil hmn hr ht hu hy ia id ig ilo is it iu ja jv ' +
  'ka kab kg ki kk kl km kn ko kok kr ks ku ckb kv kw ky la ' +
  'lb lg li ln lo lt lu lua lv mai mg mh mi mk ml mn mr ms ' +
  'mt my na ne nl nn no nr nso nv ny oc om or os pa pap pcm ' +
  'pl ps pt qu rm rn ro rom ru rw sa sc sd se sg si sk sl ' +
  'sm sn so sq sr ss st su sv sw syr ta te tet tg th ti tig ' +
  'tk tl tn to tpi tr ts tt tw ty tzm ug uk umb ur uz ve vi ' +
  'war wo xh yi yo yue za zh zu';

const namedHere: readonly (readonly [string, string, string, string])[] = [
  ['ase', 'American Sign Language', 'langue des signes américaine', 'Amerikanische Gebärdensprache'],
  ['bfi', 'British Sign Language', 'langue des signes britannique', 'Britische Gebärdensprache'],
  ['fsl', 'French Sign Language', 'langue des signes française', 'Französische Gebärdensprache'],
  ['gsg', 'German Sign Language', 'langue des signes allemande', 'Deutsche Gebärdensprache'],
  [
    'sfb',
    'French Belgian Sign Language',
    'langue des signes de Belgique francophone',
    'Französisch-belgische Gebärdensprache',
  ],
  ['vgt', 'Flemish Sign Language', 'langue des signes flamande', 'Flämische Gebärdensprache'],
  ['psr', 'Portuguese Sign Language', 'langue des signes portugaise', 'Portugiesische Gebärdensprache'],
  ['ise', 'Italian Sign Language', 'langue des signes italienne', 'Italienische Gebärdensprache'],
  ['ssp', 'Spanish Sign Language', 'langue des signes espagnole', 'Spanische Gebärdensprache'],
  ['rms', 'Romanian Sign Language', 'langue des signes roumaine', 'Rumänische Gebärdensprache'],
  ['ukl', 'Ukrainian Sign Language', 'langue des signes ukrainienne', 'Ukrainische Gebärdensprache'],
  ['rsl', 'Russian Sign Language', 'langue des signes russe', 'Russische Gebärdensprache'],
  ['prs', 'Dari', 'dari', 'Dari'],
  ['ils', 'International Sign', 'signes internationaux', 'Internationale Gebärden'],
];

const named = (type: 'region' | 'language', codes: string): readonly Code[] => {
  const names = ['en', 'fr', 'de'].map((it) => [it, new Intl.DisplayNames(it, { type })] as const);
  return codes.split(' ').map((code) => ({
    code,
    label: Object.fromEntries(names.map(([language, list]) => [language, list.of(code) ?? code])),
    // The name people have for themselves finds it too: "українська", "shqip".
    synonyms: type === 'language' ? [new Intl.DisplayNames(code, { type }).of(code) ?? code] : [],
  }));
};

/** Countries by ISO 3166-1 alpha-2. */
export const worldCountries = (): readonly Code[] => named('region', countryCodes);

/** Languages by ISO 639, sign languages among them. */
export const worldLanguages = (): readonly Code[] => [
  ...named('language', languageCodes),
  ...namedHere.map(([code, en, fr, de]) => ({ code, label: { en, fr, de } })),
];

/** A source of codes that answers `countries` and `languages` from the world's lists when the given one has none. */
export const withWorldCodes = (own: Readonly<Record<string, readonly Code[]>>): ((list: string) => readonly Code[]) => {
  const lists = new Map<string, readonly Code[]>([
    ['countries', worldCountries()],
    ['languages', worldLanguages()],
    ...Object.entries(own),
  ]);
  return (name) => {
    const list = lists.get(name);
    if (!list) throw new Error(`there is no code list "${name}"`);
    return list;
  };
};
