import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  Chip,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  named,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  answerWarm,
  type CaseHandovers,
  finishWarm,
  offerWarm,
  readCaseHandovers,
  takeBackWarm,
  type WarmHandover,
  type WarmInput,
} from '../actions/index.ts';
import { warmForm } from '../facts.ts';
import { idOfBody } from '../../directory/index.ts';
import { at, caseParams, InnerHead, shortBodyName } from './parts.tsx';

const tones = { offered: 'warn', accepted: 'warn', done: 'good', refused: 'danger', taken_back: 'plain' } as const;

type Line = { readonly it: WarmHandover; readonly profile: Profile; readonly page: PageContext };

const One = ({
  page,
  action,
  label,
  kind,
}: {
  page: PageContext;
  action: string;
  label: string;
  kind?: 'quiet';
}): VNode => (
  <FormFor page={page} action={action} light>
    <Button {...(kind === undefined ? {} : { kind })}>{page.words.t(`cases.warm.do.${label}`)}</Button>
  </FormFor>
);

/** What this viewer's body can say now: the receiver answers, the giver ends. One click each. */
const Doings = ({ it, profile, page }: Line): VNode | null => {
  const own = page.viewer?.organisationId;
  const isOurs = (id: string): boolean => id === own || idOfBody(profile, page.viewer?.organisationCode ?? '') === id;
  const base = `/warm/${it.id}`;
  if (it.state === 'offered' && !isOurs(it.fromOrganisationId))
    return (
      <>
        <One page={page} action={`${base}/take`} label="take" />
        <One page={page} action={`${base}/refuse`} label="refuse" kind="quiet" />
      </>
    );
  if (!isOurs(it.fromOrganisationId) || !['offered', 'accepted'].includes(it.state)) return null;
  return (
    <>
      {it.state === 'accepted' ? <One page={page} action={`${base}/done`} label="done" /> : null}
      <One page={page} action={`${base}/keep`} label="keep" kind="quiet" />
    </>
  );
};

const WarmLine = (props: Line): VNode => {
  const { it, profile, page } = props;
  const { words } = page;
  const isLate = it.state === 'offered' && it.answerBy < page.now;
  return (
    <li>
      <span class={`line-main ${isLate ? 'danger' : 'plain'}`}>
        <a href={`/cases/${it.caseId}`}>{it.reference ?? words.t('cases.reference.none')}</a>{' '}
        {words.t('cases.warm.between', {
          from: shortBodyName(profile, words, it.fromOrganisationId),
          to: shortBodyName(profile, words, it.toOrganisationId),
        })}{' '}
        <Chip tone={isLate ? 'danger' : tones[it.state]}>
          {words.t(isLate ? 'cases.warm.late' : `cases.warm.state.${it.state}`)}
        </Chip>
      </span>
      <span class="soft">
        {named(page, 'warm-handover-reasons', it.reason)} ·{' '}
        {words.t('cases.warm.offered', { name: it.giverName, at: at(words, it.offeredAt) })}
        {it.answeredAt === null
          ? ` · ${words.t('cases.warm.answer_by', { at: at(words, it.answerBy) })}`
          : ` · ${words.t('cases.warm.answered', { name: it.receiverName ?? '', at: at(words, it.answeredAt) })}`}
        {it.endedAt === null ? '' : ` · ${words.t('cases.warm.ended', { at: at(words, it.endedAt) })}`}
      </span>
      <Doings {...props} />
    </li>
  );
};

/** Persons handed over, with what can be said to each. */
export const WarmLines = (props: {
  readonly handovers: readonly WarmHandover[];
  readonly profile: Profile;
  readonly page: PageContext;
}): VNode => (
  <ul class="lines">
    {props.handovers.map((it) => (
      <WarmLine key={it.id} it={it} profile={props.profile} page={props.page} />
    ))}
  </ul>
);

type Shown = CaseHandovers & { readonly profile: Profile };

const CasePage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const isOpen = shown.handovers.some(({ state }) => state === 'offered' || state === 'accepted');
  const codes = shown.bodies.map(({ code }) => code);
  const lists: PageContext = {
    ...page,
    codes: (list) => page.codes(list).filter(({ code }) => list !== 'organisations' || codes.includes(code)),
  };
  return (
    <>
      <InnerHead
        file={shown.file}
        page={page}
        profile={shown.profile}
        title={words.t('cases.warm.title')}
        lead={words.t('cases.warm.lead')}
      />
      <ErrorSummary page={lists} />
      <Panel title={words.t('cases.warm.history')}>
        {shown.handovers.length === 0 ? <p class="empty">{words.t('cases.warm.never')}</p> : null}
        <WarmLines handovers={shown.handovers} profile={shown.profile} page={page} />
      </Panel>
      {isOpen ? null : codes.length === 0 ? (
        <p class="empty">{words.t('cases.warm.nobody')}</p>
      ) : (
        <Panel title={words.t('cases.warm.offer')}>
          <FormFor page={page} action={`/cases/${shown.file.id}/handover`}>
            <FieldSet
              page={lists}
              form={warmForm}
              state={page.form ?? formState(warmForm, codes.length === 1 ? { to_body: codes[0] ?? '' } : {})}
            />
            <Button>{words.t('cases.warm.offer')}</Button>
          </FormFor>
        </Panel>
      )}
    </>
  );
};

const caseHandoverScreen: Screen<Profile> = getScreen({
  room: 'cases',
  path: '/cases/:caseId/handover',
  permit: 'cases.hand-over',
  params: caseParams,
  load: async (scene: Scene, { params }): Promise<Shown | null> => {
    const found = await readCaseHandovers(scene, params.caseId);
    return found === null ? null : { ...found, profile: scene.profile };
  },
  title: (_, words) => words.t('cases.warm.title'),
  page: (shown: Shown, page) => <CasePage shown={shown} page={page} />,
});

const common = {
  ...{ room: 'cases', permit: 'cases.hand-over', body: z.object({}) },
  params: z.object({ handoverId: z.uuid() }),
} as const;
const back = (done: string) => (): string => `/shifts?done=${done}`;

/** A person handed over to another body while both speak to each other. */
export const warmScreens: readonly Screen<Profile>[] = [
  caseHandoverScreen,
  postScreen({
    ...{ room: 'cases', path: '/cases/:caseId/handover', once: true, permit: 'cases.hand-over', params: caseParams },
    ...{ body: warmForm, journals: ['cases.person_offered'] },
    act: (scene: Scene, input, { params }) => offerWarm(scene, params.caseId, input as WarmInput),
    then: ({ caseId }) => `/cases/${caseId}/handover?done=person_offered`,
    again: caseHandoverScreen,
  }),
  postScreen({
    ...{ ...common, path: '/warm/:handoverId/take', journals: ['cases.person_taken'] },
    act: (scene: Scene, _, { params }) => answerWarm(scene, params.handoverId, true),
    then: back('person_taken'),
  }),
  postScreen({
    ...{ ...common, path: '/warm/:handoverId/refuse', journals: ['cases.person_not_taken'] },
    act: (scene: Scene, _, { params }) => answerWarm(scene, params.handoverId, false),
    then: back('person_not_taken'),
  }),
  postScreen({
    ...{ ...common, path: '/warm/:handoverId/done', journals: ['cases.person_handed_over'] },
    act: (scene: Scene, _, { params }) => finishWarm(scene, params.handoverId),
    then: back('person_handed_over'),
  }),
  postScreen({
    ...{ ...common, path: '/warm/:handoverId/keep', journals: ['cases.person_kept'] },
    act: (scene: Scene, _, { params }) => takeBackWarm(scene, params.handoverId),
    then: back('person_kept'),
  }),
];
