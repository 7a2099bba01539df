import { dayNumber, type PlainDate, weekdayOf } from '../platform/clock.ts';
import type { Documents } from './documents.ts';
import { holidaysOf } from './holidays.ts';
import { shortPathsOf } from './short-paths.ts';
import type * as t from './types.ts';
import { type IntakeRoute, type Part, parts } from './vocabulary.ts';

/** What goes to one recipient by a route, the recipient already named. */
export type Share = Omit<t.SharingLine, 'from' | 'route'> & { readonly organisations: readonly string[] };

/** A country, as the program sees it: read-only; a code that does not exist is a fault and throws. */
export type Profile = ProfileData & BodyQuestions & ListQuestions & LawQuestions & SharingQuestions;

type ProfileData = {
  readonly id: string;
  readonly settings: t.Settings;
  readonly timeZone: string;
  readonly currency: string;
  readonly organisations: readonly t.Organisation[];
  readonly roles: readonly t.Role[];
  readonly laws: readonly t.Law[];
  readonly bases: readonly t.LegalBasis[];
  readonly lawSwitching: t.Frozen<Documents['laws.json']['switching']>;
  readonly sharing: t.Sharing;
  readonly consents: t.Consents;
  readonly breakGlass: t.BreakGlass;
  readonly accommodation: t.Accommodation;
  readonly handover: t.Handover;
  readonly shortPaths: readonly t.ShortPath[];
  readonly hotline: t.Hotline;
  readonly assistance: t.Assistance;
  readonly onward: t.Onward;
  readonly messages: t.Messages;
  readonly proceedings: t.Proceedings;
  readonly dataRights: t.DataRights;
  readonly retention: readonly t.RetentionClass[];
  readonly machines: Readonly<Record<string, t.Machine>>;
  readonly codeLists: Readonly<Record<string, t.CodeList>>;
  readonly indicators: readonly t.Indicator[];
  readonly indicatorRule: t.IndicatorRule;
  readonly indicatorDimensions: t.Frozen<Documents['indicators.json']['dimensions']>;
  readonly indicatorForms: t.Frozen<Documents['indicators.json']['forms']>;
  readonly rights: readonly t.Right[];
  readonly obligations: readonly t.Obligation[];
  readonly offences: t.Frozen<Documents['offences.json']>;
  readonly justice: t.Justice;
  readonly figures: readonly t.PublishedFigure[];
  readonly figureConflicts: t.Frozen<Documents['figures-published.json']['conflicts']>;
  readonly figureGaps: readonly string[];
  readonly sources: readonly t.Source[];
  readonly holidays: t.Frozen<Documents['holidays.json']>;
  readonly services: t.Frozen<Documents['services.json']['services']>;
  readonly committee: t.Frozen<Documents['committee.json']>;
};

type BodyQuestions = {
  organisation(code: string): t.Organisation;
  organisationsPlaying(part: Part): readonly t.Organisation[];
  /** The one organisation that plays a part for a commune, where the part is shared out by place. */
  organisationFor(part: Part, commune?: string): t.Organisation;
  plays(organisationCode: string, part: Part): boolean;
  /** The units inside an organisation that has accounts. */
  unitsOf(organisationCode: string): readonly t.Organisation[];
  role(code: string): t.Role;
  /** The roles that may be held in an organisation. */
  rolesIn(organisationCode: string): readonly t.Role[];
  /** The law of data protection under which a body works. */
  regimeOf(organisationCode: string): t.Regime;
};

type ListQuestions = {
  codeList(id: string): t.CodeList;
  code(list: string, code: string): t.Code;
  hasCode(list: string, code: string): boolean;
  /** The codes of a list that may be chosen on a day. */
  codesOn(list: string, on: PlainDate): readonly t.Code[];
  codeName(list: string, code: string, language: string): string;
  /** A name in a staff language; English for any other. */
  nameIn(names: t.Names, language: string): string;
  indicator(id: string): t.Indicator;
  right(id: string): t.Right;
  source(id: string): t.Source;
};

type LawQuestions = {
  /** The version of a legal parameter in force on a day. */
  law(id: string, onDate: PlainDate): t.Law;
  basis(id: string, onDate: PlainDate): t.LegalBasis;
  steps(machineId: string): t.Machine;
  stateName(machineId: string, state: string, language: string): string;
  /** Neither weekend nor public holiday. */
  isWorkingDay(day: PlainDate): boolean;
  isHoliday(day: PlainDate): boolean;
};

type SharingQuestions = {
  /** The routes a sender may take, the usual one first. */
  routesOf(senderCode: string): readonly IntakeRoute[];
  /** What goes to whom when this sender takes this route. A sender's own lines replace the general ones per recipient. */
  sharesOf(route: IntakeRoute, senderCode: string, commune?: string): readonly Share[];
  notice(id: string): t.SharingNotice;
  /** What a person can be asked to agree to, by its code. */
  consentKind(id: string): t.ConsentKind;
  /** True when the sender may hand a person over to the support service; false when it may only inform. */
  mayTransferToSupport(senderCode: string): boolean;
  /** The bodies a matter of another kind may be handed over to, and what of the report may go there. */
  redirectsFor(reason: string): readonly t.Redirect[];
};

const byCode = <Item>(items: readonly Item[], codeOf: (item: Item) => string, what: string) => {
  const known = new Map(items.map((item) => [codeOf(item), item]));
  return (code: string): Item => {
    const item = known.get(code);
    if (item === undefined) throw new Error(`the profile has no ${what} ${code}`);
    return item;
  };
};

type Dated = { readonly id: string; readonly valid_from: string | null; readonly valid_to: string | null };

const inForceOn = <Item extends Dated>(items: readonly Item[], what: string) => {
  return (id: string, on: PlainDate): Item => {
    const found = items.find(
      (item) => item.id === id && (item.valid_from ?? '') <= on && (item.valid_to === null || item.valid_to > on),
    );
    if (found === undefined) throw new Error(`the profile has no ${what} ${id} in force on ${on}`);
    return found;
  };
};

const nameIn = (names: t.Names, language: string): string => names[language] ?? names.en;

const bodyQuestions = (documents: Documents, data: ProfileData): BodyQuestions => {
  const organisation = byCode(data.organisations, (one) => one.code, 'organisation');
  const codesPlaying = (part: Part): readonly string[] => documents['profile.json'].parts[part] ?? [];
  const competent = (part: Part, commune: string | undefined): string | undefined => {
    const territory = documents['profile.json'].territories[part];
    if (territory === undefined) return codesPlaying(part)[0];
    const group = data.codeLists.communes?.codes.find((one) => one.code === commune)?.group;
    const local = Object.entries(territory.by_group).find(
      ([, groups]) => group !== undefined && groups.includes(group),
    );
    return local?.[0] ?? territory.otherwise;
  };
  return {
    organisation,
    organisationsPlaying: (part) => codesPlaying(part).map(organisation),
    organisationFor: (part, commune) => organisation(competent(part, commune) ?? `playing ${part}`),
    regimeOf: (code) => {
      const { regimes } = data.dataRights;
      const found = regimes.find((one) => one.organisations.includes(code)) ?? regimes[0];
      if (found === undefined) throw new Error('the profile has no regime of data protection');
      return found;
    },
    plays: (code, part) => codesPlaying(part).includes(code),
    unitsOf: (code) => (documents['profile.json'].units[code] ?? []).map(organisation),
    role: byCode(data.roles, (one) => one.code, 'role'),
    rolesIn: (code) => data.roles.filter((one) => one.organisations.includes(code) || one.organisations.includes('*')),
  };
};

const listQuestions = (data: ProfileData): ListQuestions => {
  const codeList = byCode(Object.values(data.codeLists), (list) => list.id, 'code list');
  const indexes = new Map(
    Object.values(data.codeLists).map((list) => [list.id, byCode(list.codes, (one) => one.code, `code of ${list.id}`)]),
  );
  const code = (list: string, wanted: string): t.Code => {
    const index = indexes.get(list);
    return index === undefined ? (codeList(list), byCode<t.Code>([], String, list)(wanted)) : index(wanted);
  };
  return {
    codeList,
    code,
    hasCode: (list, wanted) => codeList(list).codes.some((one) => one.code === wanted),
    codesOn: (list, on) =>
      codeList(list).codes.filter(
        (one) => (one.valid_from ?? '') <= on && (one.valid_to === undefined || one.valid_to > on),
      ),
    codeName: (list, wanted, language) => nameIn(code(list, wanted).names, language),
    nameIn,
    indicator: byCode(data.indicators, (one) => one.id, 'indicator'),
    right: byCode(data.rights, (one) => one.id, 'right'),
    source: byCode(data.sources, (one) => one.id, 'source'),
  };
};

const lawQuestions = (data: ProfileData): LawQuestions => {
  const machine = byCode(Object.values(data.machines), (one) => one.id, 'table of steps');
  const isHoliday = holidaysOf(data.holidays);
  return {
    law: inForceOn(data.laws, 'legal parameter'),
    basis: inForceOn(data.bases, 'legal basis'),
    steps: machine,
    stateName: (id, state, language) =>
      nameIn(byCode(machine(id).states, (one) => one.id, `state of ${id}`)(state).names, language),
    isHoliday,
    isWorkingDay: (day) => !data.settings.weekend.includes(weekdayOf(dayNumber(day))) && !isHoliday(day),
  };
};

const sharingQuestions = (data: ProfileData, bodies: BodyQuestions): SharingQuestions => {
  const { lines, routes, notices, redirects, support_contact: contact } = data.sharing;
  const partsOf = (code: string): readonly Part[] => parts.filter((part) => bodies.plays(code, part));
  const own = (line: t.SharingLine, sender: string): boolean =>
    line.from !== '*' && line.from.some((part) => partsOf(sender).includes(part));
  const recipients = (line: t.SharingLine, sender: string, commune: string | undefined): readonly string[] => {
    if (line.to === 'sender') return [sender];
    if (data.settings.territories[line.to] !== undefined) return [bodies.organisationFor(line.to, commune).code];
    return bodies.organisationsPlaying(line.to).map((one) => one.code);
  };
  return {
    routesOf: (sender) => routes.filter((one) => one.senders.includes(sender)).map((one) => one.route),
    sharesOf: (route, sender, commune) => {
      const ofRoute = lines.filter((line) => line.route === route);
      const replaced = new Set(ofRoute.filter((line) => own(line, sender)).map((line) => line.to));
      return ofRoute
        .filter((line) => own(line, sender) || (line.from === '*' && !replaced.has(line.to)))
        .map((line) => ({ ...line, organisations: recipients(line, sender, commune) }));
    },
    notice: byCode(notices, (one) => one.id, 'notice'),
    redirectsFor: (reason) => redirects.filter((one) => one.reason === reason),
    consentKind: byCode(data.consents.kinds, (one) => one.id, 'kind of consent'),
    mayTransferToSupport: (sender) =>
      contact.some((entry) => entry.may === 'transfer' && entry.organisations.includes(sender)),
  };
};

/** Replaces `part:…` by the organisations that play the part. */
const expandMachine = (documents: Documents, machine: Documents['machines'][string]): t.Machine => {
  const played = documents['profile.json'].parts;
  const expand = (actors: readonly string[]): readonly string[] =>
    actors.flatMap((actor) => (actor.startsWith('part:') ? (played[actor.slice(5) as Part] ?? []) : [actor]));
  const transitions = machine.transitions.map((step) => ({
    ...step,
    who: expand(step.who),
    recorded_by: expand(step.recorded_by ?? []),
    valid_to: step.valid_to ?? null,
  }));
  return { ...machine, transitions };
};

const indicatorData = ({ 'indicators.json': it }: Documents) => ({
  ...{ indicators: it.indicators, indicatorRule: it.rule },
  ...{ indicatorDimensions: it.dimensions, indicatorForms: it.forms },
});

const profileData = (documents: Documents): ProfileData => ({
  id: documents['profile.json'].id,
  settings: documents['profile.json'],
  timeZone: documents['profile.json'].time_zone,
  currency: documents['profile.json'].currency,
  organisations: documents['organisations.json'].organisations,
  roles: documents['roles.json'].roles,
  laws: documents['laws.json'].parameters,
  bases: documents['laws.json'].bases,
  lawSwitching: documents['laws.json'].switching,
  sharing: documents['sharing.json'],
  consents: documents['consents.json'],
  breakGlass: documents['break-glass.json'],
  accommodation: documents['accommodation.json'],
  handover: documents['handover.json'],
  shortPaths: shortPathsOf(documents['short-paths.json']),
  hotline: documents['hotline.json'],
  assistance: documents['assistance.json'],
  ...{ onward: documents['onward.json'], messages: documents['messages.json'] },
  ...{ dataRights: documents['data-rights.json'], retention: documents['retention.json'].classes },
  proceedings: documents['proceedings.json'],
  machines: Object.fromEntries(
    Object.entries(documents.machines).map(([id, machine]) => [id, expandMachine(documents, machine)]),
  ),
  codeLists: documents.codeLists,
  ...indicatorData(documents),
  ...{ rights: documents['rights.json'].rights, obligations: documents['rights.json'].obligations },
  ...{ offences: documents['offences.json'], justice: documents['justice.json'] },
  ...{ figures: documents['figures-published.json'].figures, figureGaps: documents['figures-published.json'].gaps },
  figureConflicts: documents['figures-published.json'].conflicts,
  sources: documents['sources.json'].sources,
  holidays: documents['holidays.json'],
  services: documents['services.json'].services,
  committee: documents['committee.json'],
});

const frozen = <Value>(value: Value): Value => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
};

/** Builds the profile the program works with out of documents that were found sound. */
export const profileFrom = (documents: Documents): Profile => {
  const data = profileData(documents);
  const bodies = bodyQuestions(documents, data);
  return frozen({
    ...data,
    ...bodies,
    ...listQuestions(data),
    ...lawQuestions(data),
    ...sharingQuestions(data, bodies),
  });
};
