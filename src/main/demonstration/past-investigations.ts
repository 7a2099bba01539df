import { addDays, type PlainDate, plainDate } from '../../platform/clock.ts';
import {
  addSuspect,
  chargeSuspect,
  enterHearing,
  enterJudgment,
  makeFinal,
  openCriminalCase,
  requalify,
  takeCourtStep,
  decideStep,
} from '../../rooms/proceedings/index.ts';
import type { PastInvestigation } from './files.ts';
import { momentOn } from './hearing.ts';
import { personasOf } from './sending.ts';
import { must, type Stage, type StageScene } from './stage.ts';

/** What is known of a story so far: the case, its suspects, and what a court decided on them. */
type Known = { criminalCaseId: string; readonly suspects: string[]; readonly judgments: string[] };
type Ledger = Record<string, Known>;

/** One thing somebody does on a day. */
type Deed = {
  readonly story: string;
  readonly on: PlainDate;
  readonly login: string;
  readonly work: (scene: StageScene, known: Known) => Promise<void>;
};

/** Nothing of a past case is sealed: no name and no word was invented for it, so there is nothing to hand to a body that joins. */
const nothingToHand = (): Promise<true> => Promise.resolve(true);

const seen = ({ criminalCaseId }: Known) => ({ criminalCaseId, version: null });

/** A trial with its days: referred a month after the charge, heard two weeks before the judgment, final when the time to appeal is over. */
const trialDays = (charged: PlainDate, judged: PlainDate) => ({
  ...{ referred: addDays(charged, 30), heard: addDays(judged, -14), judged, final: addDays(judged, 50) },
});

const offence = 'THB-BASE';
const elements: Readonly<Record<string, readonly string[]>> = {
  thb_sexual: ['recruit', 'sexual'],
  thb_labour: ['recruit', 'labour'],
  thb_begging: ['recruit', 'begging'],
  thb_crime: ['recruit', 'forced_crime'],
};

const open =
  ({ opened, qualification, scope }: PastInvestigation): Deed['work'] =>
  async (scene, known) => {
    const input = {
      ...{ case_origin: 'own_initiative', opened_on: plainDate(opened), qualification, case_scope: scope },
      police_investigates: true,
    };
    known.criminalCaseId = must(await openCriminalCase(scene, input)).criminalCaseId;
  };

const charge =
  (it: PastInvestigation, on: PlainDate): Deed['work'] =>
  async (scene, known) => {
    for (const { citizenship, sex } of it.accused ?? []) {
      const { suspectId } = must(
        await addSuspect(scene, known.criminalCaseId, {
          ...{ suspect_kind: 'natural', suspect_role: 'exploiter', suspect_danger: false, sex },
          citizenship: citizenship ?? undefined,
        }),
      );
      known.suspects.push(suspectId);
      must(
        await chargeSuspect(
          scene,
          { ...seen(known), suspectId, offence },
          {
            ...{ facts_from: addDays(plainDate(it.opened), -200), facts_to: addDays(plainDate(it.opened), -10) },
            ...{ charged_on: on, elements: (elements[it.qualification] ?? []).map((one) => `${offence}:${one}`) },
          },
        ),
      );
    }
  };

const refer =
  (on: PlainDate): Deed['work'] =>
  async (scene, known) => {
    must(await takeCourtStep(scene, { ...seen(known), event: 'refer', share: nothingToHand }, { decided_on: on }));
  };

const hold =
  (on: PlainDate): Deed['work'] =>
  async (scene, known) => {
    must(await enterHearing(scene, seen(known), { instance: 'first', held_on: on }));
  };

type Accused = NonNullable<PastInvestigation['accused']>[number];

const formOf = (months: number, suspended: number): string => {
  if (suspended === 0) return 'FERME';
  return suspended === months ? 'SURSIS_INT' : 'SURSIS_PART';
};

const sentence = ({ months = 0, suspended = 0, fine = 0 }: Accused) => ({
  ...{ outcome: 'convicted', retained: ['1'], forms: [formOf(months, suspended), 'AMENDE'], fine },
  ...{ months_pronounced: months, months_suspended: suspended, months_firm: months - suspended },
});

const judge =
  (accused: readonly Accused[], on: PlainDate): Deed['work'] =>
  async (scene, known) => {
    for (const [index, one] of accused.entries()) {
      const retained = [String(index + 1)];
      const input = { ...sentence(one), retained, instance: 'first', delivered_on: on, in_presence: true };
      const place = { ...seen(known), suspectId: known.suspects[index] ?? '', correctsId: null };
      known.judgments.push(must(await enterJudgment(scene, place, input)).judgmentId);
    }
  };

const makeAllFinal =
  (on: PlainDate): Deed['work'] =>
  async (scene, known) => {
    for (const judgmentId of known.judgments)
      must(await makeFinal(scene, { ...seen(known), judgmentId }, { final_on: on, final_how: 'term_over' }));
  };

const trialOf = (it: PastInvestigation, who: { readonly prosecutor: string; readonly registrar: string }) => {
  if (it.charged === undefined) return [];
  const charged = plainDate(it.charged);
  const accused = { on: charged, login: who.prosecutor, work: charge(it, charged) };
  if (it.judged === undefined) return [accused];
  const days = trialDays(charged, plainDate(it.judged));
  return [
    accused,
    { on: days.referred, login: who.prosecutor, work: refer(days.referred) },
    { on: days.heard, login: who.registrar, work: hold(days.heard) },
    { on: days.judged, login: who.registrar, work: judge(it.accused ?? [], days.judged) },
    { on: days.final, login: who.registrar, work: makeAllFinal(days.final) },
  ];
};

const turn = ({ later }: PastInvestigation, login: string) => {
  if (later === undefined) return [];
  const on = plainDate(later.on);
  const input = { qualification: later.qualification, qualified_on: on };
  const work: Deed['work'] = async (scene, known) => void must(await requalify(scene, seen(known), input));
  return [{ on, login, work }];
};

const end = ({ ended }: PastInvestigation, login: string) => {
  if (ended === undefined) return [];
  const { event, reason } = ended;
  const on = plainDate(ended.on);
  const work: Deed['work'] = async (scene, known) => {
    const place = { ...seen(known), share: nothingToHand };
    if (event === 'suspend')
      must(await decideStep(scene, { ...place, event }, { decided_on: on, suspension_reason: reason }));
    else must(await takeCourtStep(scene, { ...place, event }, { decided_on: on, dismissal_reason: reason }));
  };
  return [{ on, login, work }];
};

const deedsOf = (stage: Stage, it: PastInvestigation, index: number): readonly Deed[] => {
  const { profile, invented } = stage;
  const prosecutors = profile.organisationsPlaying('prosecutes').filter(({ accounts }) => accounts);
  const court = profile.organisationsPlaying('judges').find(({ accounts }) => accounts);
  const prosecutor = personasOf(invented, prosecutors[index % 5 === 0 ? 1 : 0]?.code ?? '')[0]?.login ?? '';
  const registrar = personasOf(invented, court?.code ?? '')[0]?.login ?? '';
  const story = `investigation-${index + 1}`;
  return [
    { on: plainDate(it.opened), login: prosecutor, work: open(it) },
    ...turn(it, prosecutor),
    ...end(it, prosecutor),
    ...trialOf(it, { prosecutor, registrar }),
  ].map((deed) => ({ ...deed, story }));
};

const quarterOf = ({ on }: Deed): string => `${on.slice(0, 4)}-${Math.ceil(Number(on.slice(5, 7)) / 3)}`;

const lastOf = (deeds: readonly Deed[]): PlainDate =>
  deeds
    .map(({ on }) => on)
    .toSorted()
    .at(-1) ?? plainDate('0001-01-01');

/** What one person did in a quarter of a year, in one transaction: done case by case it would take the start too long. */
const doAll = async (stage: Stage, deeds: readonly Deed[], ledger: Ledger): Promise<void> => {
  const [first] = deeds;
  if (first === undefined) return;
  const touched = await stage.as(`investigations/${quarterOf(first)}/${first.login}`, {
    login: first.login,
    at: momentOn(stage, lastOf(deeds), 16),
    work: async (scene) => {
      const known: Ledger = structuredClone(ledger);
      for (const { story, work } of deeds.toSorted((one, other) => one.on.localeCompare(other.on)))
        await work(scene, (known[story] ??= { criminalCaseId: '', suspects: [], judgments: [] }));
      return Object.fromEntries(deeds.map(({ story }) => [story, known[story]]));
    },
  });
  Object.assign(ledger, touched);
};

/** Prosecutors before the registry: their logins begin with the name of their service. */
const inOrder = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  Number(one.startsWith('ta.')) - Number(other.startsWith('ta.'));

/**
 * Plays the investigations of past years and what courts decided, quarter by quarter: in each the prosecutors first, then the
 * registry, which enters what was referred to it before. What lies ahead of today is left out.
 */
export const playPastInvestigations = async (stage: Stage): Promise<void> => {
  const deeds = stage.invented.investigations
    .flatMap((it, index) => deedsOf(stage, it, index))
    .filter(({ on }) => on < stage.today);
  const ledger: Ledger = {};
  const quarters = [...Map.groupBy(deeds, quarterOf)].toSorted(([one], [other]) => one.localeCompare(other));
  for (const [, own] of quarters)
    for (const [, by] of [...Map.groupBy(own, ({ login }) => login)].toSorted(inOrder)) await doAll(stage, by, ledger);
};
