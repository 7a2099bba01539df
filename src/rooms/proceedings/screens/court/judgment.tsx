import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Notice,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import {
  appealUntil,
  awardDamages,
  enterJudgment,
  fileAppeal,
  type Judgment,
  type JudgmentInput,
  makeFinal,
  type Suspect,
} from '../../actions/index.ts';
import { appealForm, awardForm, finalForm, judgmentForm } from '../../facts/index.ts';
import { CaseHead, caseHref, criminalCaseParams, suspectName } from '../parts.tsx';
import { type CourtProps, type CourtShown, factsText, loadCourt, offenceName, withCodes } from './parts.tsx';

const seen = { room: 'proceedings', permit: 'proceedings.judge' } as const;
const newParams = criminalCaseParams.extend({ suspectId: z.uuid() });
const correctParams = newParams.extend({ correctsId: z.uuid() });

type Judging = CourtShown & { readonly suspect: Suspect; readonly corrects: Judgment | null };

const euros = (cents: number | null) => (cents === null ? {} : { value: cents / 100 });

/** What a correction starts from: all that the judgment it stands in for said. */
const startOf = ({ corrects, view }: Judging) => {
  if (corrects === null) return { in_presence: true, mitigating: false };
  const { sentence: s } = corrects;
  const numbers = view.charges.filter(({ id }) => corrects.retained.includes(id)).map(({ number }) => String(number));
  const entries: readonly (readonly [string, unknown])[] = [
    ['instance', corrects.instance],
    ['delivered_on', corrects.deliveredOn],
    ['in_presence', corrects.inPresence],
    ['outcome', corrects.outcome],
    ['retained', numbers],
    ['requalified_to', corrects.requalifiedTo],
    ['mitigating', corrects.mitigating],
    ['forms', [...s.forms]],
    ['months_pronounced', s.pronounced],
    ['months_suspended', s.suspended],
    ['months_firm', s.firm],
    ['months_probation', s.probation],
    ['fine', euros(s.fineCents).value ?? null],
    ['confiscated', euros(s.confiscatedCents).value ?? null],
    ['work_hours', s.workHours],
    ['bans', [...s.bans]],
  ];
  return Object.fromEntries(entries.filter(([, value]) => value !== null)) as Parameters<typeof formState>[1];
};

const JudgmentPage = ({ shown, page }: CourtProps & { readonly shown: Judging }): VNode => {
  const { view, profile, suspect, corrects } = shown;
  const { words } = page;
  const mine = view.charges.filter(({ suspectId, droppedOn }) => suspectId === suspect.id && droppedOn === null);
  const own = withCodes(page, 'charge-numbers', (codes) =>
    codes
      .filter(({ code }) => mine.some(({ number }) => String(number) === code))
      .map((one) => {
        const charge = mine.find(({ number }) => String(number) === one.code);
        const label =
          charge === undefined
            ? one.code
            : `${one.code} · ${offenceName(profile, words, charge.offence)} · ${factsText(charge, words)}`;
        return { ...one, label: { [words.language]: label, en: label } };
      }),
  );
  const address = `${caseHref(view.file)}/court/judgment/${suspect.id}`;
  return (
    <>
      <CaseHead
        shown={shown}
        page={page}
        tab="court"
        inner={words.t(corrects === null ? 'proceedings.judgment.on' : 'proceedings.judgment.correction', {
          name: suspectName(words, suspect),
        })}
      />
      <Notice>{words.t(corrects === null ? 'proceedings.judgment.lead' : 'proceedings.judgment.correct_lead')}</Notice>
      <FormFor
        page={page}
        action={corrects === null ? address : `${address}/${corrects.id}`}
        version={String(view.file.version)}
      >
        <FieldSet page={own} form={judgmentForm} state={page.form ?? formState(judgmentForm, startOf(shown))} />
        <Button>{words.t('proceedings.judgment.save')}</Button>
      </FormFor>
    </>
  );
};

const loadJudging = async (
  scene: Scene,
  where: {
    readonly params: { readonly criminalCaseId: string; readonly suspectId: string; readonly correctsId?: string };
  },
): Promise<Judging | null> => {
  const shown = await loadCourt(scene, where);
  const { suspectId, correctsId } = where.params;
  const suspect = shown?.view.suspects.find(({ id }) => id === suspectId);
  const corrects = shown?.view.judgments.find(({ id }) => id === correctsId) ?? null;
  if (shown === null || suspect === undefined || (correctsId !== undefined && corrects === null)) return null;
  return { ...shown, suspect, corrects };
};

const judgmentScreen: Screen<Profile> = getScreen({
  ...{ ...seen, path: '/proceedings/:criminalCaseId/court/judgment/:suspectId', params: newParams, load: loadJudging },
  title: (_, words) => words.t('proceedings.judgment.new'),
  page: (shown, page) => <JudgmentPage shown={shown} page={page} />,
});

const correctScreen: Screen<Profile> = getScreen({
  ...{ ...seen, path: '/proceedings/:criminalCaseId/court/judgment/:suspectId/:correctsId', params: correctParams },
  load: loadJudging,
  title: (_, words) => words.t('proceedings.judgment.correct'),
  page: (shown, page) => <JudgmentPage shown={shown} page={page} />,
});

const judgedParams = criminalCaseParams.extend({ judgmentId: z.uuid() });
type Judged = CourtShown & { readonly judgment: Judgment; readonly until: string | null };

const loadJudged = async (
  scene: Scene,
  where: { readonly params: { readonly criminalCaseId: string; readonly judgmentId: string } },
): Promise<Judged | null> => {
  const shown = await loadCourt(scene, where);
  const judgment = shown?.view.judgments.find(({ id }) => id === where.params.judgmentId);
  return shown === null || judgment === undefined ? null : { ...shown, judgment, until: appealUntil(scene, judgment) };
};

const forms = { appeal: appealForm, final: finalForm } as const;

const RemedyPage = ({
  shown,
  page,
  kind,
}: CourtProps & { readonly shown: Judged; readonly kind: 'appeal' | 'final' }): VNode => {
  const { view, judgment, until } = shown;
  const { words } = page;
  const form = forms[kind];
  return (
    <>
      <CaseHead
        shown={shown}
        page={page}
        tab="court"
        inner={words.t(kind === 'appeal' ? 'proceedings.judgment.appeal' : 'proceedings.judgment.make_final')}
      />
      {until === null ? null : (
        <p class="soft">{words.t('proceedings.judgment.until', { day: words.date(until as never, 'long') })}</p>
      )}
      <FormFor
        page={page}
        action={`${caseHref(view.file)}/court/judged/${judgment.id}/${kind}`}
        version={String(view.file.version)}
      >
        <FieldSet page={page} form={form} state={page.form ?? formState(form)} />
        <Button>{words.t('proceedings.save')}</Button>
      </FormFor>
    </>
  );
};

const appealScreen: Screen<Profile> = getScreen({
  ...{
    ...seen,
    path: '/proceedings/:criminalCaseId/court/judged/:judgmentId/appeal',
    params: judgedParams,
    load: loadJudged,
  },
  title: (_, words) => words.t('proceedings.judgment.appeal'),
  page: (shown, page) => <RemedyPage shown={shown} page={page} kind="appeal" />,
});

const finalScreen: Screen<Profile> = getScreen({
  ...{
    ...seen,
    path: '/proceedings/:criminalCaseId/court/judged/:judgmentId/final',
    params: judgedParams,
    load: loadJudged,
  },
  title: (_, words) => words.t('proceedings.judgment.make_final'),
  page: (shown, page) => <RemedyPage shown={shown} page={page} kind="final" />,
});

const awardBody = awardForm;
const victimNumber = z.object({ victim: z.uuid() });

const AwardPage = ({ shown, page }: CourtProps & { readonly shown: Judged }): VNode => {
  const { view, judgment } = shown;
  const { words } = page;
  const victims = view.victims.filter(({ leftOn }) => leftOn === null);
  return (
    <>
      <CaseHead shown={shown} page={page} tab="court" inner={words.t('proceedings.award.new')} />
      <p class="soft">{words.t('proceedings.award.lead')}</p>
      <FormFor
        page={page}
        action={`${caseHref(view.file)}/court/judged/${judgment.id}/award`}
        version={String(view.file.version)}
      >
        <FieldSet
          page={page}
          form={awardBody}
          state={page.form ?? formState(awardBody, { happened_on: judgment.deliveredOn })}
        />
        <div class="actions">
          {victims.map((victim) => (
            <Button key={victim.id} kind="quiet" name="_button" value={victim.caseId}>
              {words.t('proceedings.award.to', { name: words.t('proceedings.victim.name', { number: victim.number }) })}
            </Button>
          ))}
        </div>
      </FormFor>
    </>
  );
};

const awardScreen: Screen<Profile> = getScreen({
  ...{
    ...seen,
    path: '/proceedings/:criminalCaseId/court/judged/:judgmentId/award',
    params: judgedParams,
    load: loadJudged,
  },
  title: (_, words) => words.t('proceedings.award.new'),
  page: (shown, page) => <AwardPage shown={shown} page={page} />,
});

const judged: readonly `${string}.${string}`[] = [
  'proceedings.judged',
  'proceedings.judgment_corrected',
  'proceedings.step_taken',
];
const back = ({ criminalCaseId }: { readonly criminalCaseId: string }): string =>
  `/proceedings/${criminalCaseId}/court?done=judgment_entered`;

/** Judgments, corrections, appeals, what is final, and what is awarded to victims. */
export const judgmentScreens: readonly Screen<Profile>[] = [
  judgmentScreen,
  correctScreen,
  appealScreen,
  finalScreen,
  awardScreen,
  postScreen({
    ...{
      ...seen,
      path: '/proceedings/:criminalCaseId/court/judgment/:suspectId',
      params: newParams,
      body: judgmentForm,
    },
    ...{ journals: judged, again: judgmentScreen, then: back },
    act: (scene: Scene, input, { params, version }) =>
      enterJudgment(scene, { ...params, version, correctsId: null }, input as JudgmentInput),
  }),
  postScreen({
    ...{ ...seen, path: '/proceedings/:criminalCaseId/court/judgment/:suspectId/:correctsId', params: correctParams },
    ...{ body: judgmentForm, journals: judged, again: correctScreen, then: back },
    act: (scene: Scene, input, { params, version }) =>
      enterJudgment(scene, { ...params, version }, input as JudgmentInput),
  }),
  postScreen({
    ...{ ...seen, path: '/proceedings/:criminalCaseId/court/judged/:judgmentId/appeal', params: judgedParams },
    ...{ body: appealForm, again: appealScreen, journals: ['proceedings.appealed', 'proceedings.step_taken'] },
    act: (scene: Scene, input, { params, version }) =>
      fileAppeal(scene, { ...params, version }, input as Parameters<typeof fileAppeal>[2]),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/court?done=appeal_entered`,
  }),
  postScreen({
    ...{ ...seen, path: '/proceedings/:criminalCaseId/court/judged/:judgmentId/final', params: judgedParams },
    ...{ body: finalForm, again: finalScreen, journals: ['proceedings.became_final', 'proceedings.step_taken'] },
    act: (scene: Scene, input, { params, version }) =>
      makeFinal(scene, { ...params, version }, input as Parameters<typeof makeFinal>[2]),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/court?done=final_entered`,
  }),
  postScreen({
    ...{ ...seen, path: '/proceedings/:criminalCaseId/court/judged/:judgmentId/award', params: judgedParams },
    ...{ body: awardForm, again: awardScreen, journals: ['proceedings.awarded'], once: true },
    act: (scene: Scene, input, { params, version, button }) =>
      awardDamages(
        scene,
        { ...params, version, caseId: victimNumber.safeParse({ victim: button }).data?.victim ?? '' },
        input as Parameters<typeof awardDamages>[2],
      ),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/rights?done=awarded`,
  }),
];
