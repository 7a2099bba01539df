import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  type Abroad,
  type Alarm,
  answerProposal,
  askForBed,
  type CaseBeds,
  endAlarm,
  noteVisit,
  readCaseBeds,
  readFollowing,
  type RequestInput,
  type Rights,
} from '../actions/index.ts';
import { agreeForm, alarmEndForm, requestForm, visitForm } from '../facts.ts';
import { visitDue } from '../rules/index.ts';
import { isOver } from '../steps.ts';
import { abroadText, AlarmLine, bedName, Doing, span, StateChip } from './parts.tsx';

type Watched = {
  readonly alarms: readonly Alarm[];
  readonly abroad: readonly Abroad[];
  readonly rights: Rights;
  readonly profile: Profile;
  readonly page: PageContext;
};

const Alarms = ({ alarms, rights, profile, page }: Watched): VNode | null => {
  if (alarms.length === 0) return null;
  const open = alarms.filter(({ state }) => state === 'open');
  return (
    <Notice tone={open.length > 0 ? 'danger' : 'plain'} title={page.words.t('accommodation.alarm.title')}>
      <ul class="lines">
        {alarms.map((alarm) => (
          <AlarmLine key={alarm.id} alarm={alarm} page={page} profile={profile} />
        ))}
      </ul>
      {rights.follow || rights.place
        ? open.map((alarm) => (
            <Doing key={alarm.id} page={page} name="found" action={`/alarms/${alarm.id}/end`} form={alarmEndForm} />
          ))
        : null}
    </Notice>
  );
};

const AbroadOne = ({
  one,
  rights,
  profile,
  page,
}: Omit<Watched, 'alarms' | 'abroad'> & { readonly one: Abroad }): VNode => {
  const { words } = page;
  return (
    <Panel title={words.t('accommodation.abroad.title')}>
      <p>{abroadText(page, profile, one)}</p>
      {one.state === 'proposed' && rights.follow ? (
        <Doing page={page} name="agree" action={`/abroad/${one.id}/answer`} form={agreeForm} open />
      ) : null}
      {one.state === 'agreed' ? (
        <>
          <p class="soft">{words.t('accommodation.abroad.next_visit', { day: words.date(visitDue(one), 'long') })}</p>
          <Doing
            page={page}
            name="visit"
            action={`/abroad/${one.id}/visit`}
            form={visitForm}
            start={{ visited_on: page.today }}
          />
        </>
      ) : null}
    </Panel>
  );
};

type Shown = { readonly beds: CaseBeds; readonly profile: Profile };

const ForPolice = ({ beds, page }: { beds: CaseBeds; page: PageContext }): VNode => {
  const { words } = page;
  const isPlaced = beds.placed?.placed === true;
  return (
    <Panel title={words.t('accommodation.police.title')}>
      <p>{words.t(isPlaced ? 'accommodation.police.placed' : 'accommodation.police.not_placed')}</p>
      <p class="soft">{words.t('accommodation.police.note')}</p>
    </Panel>
  );
};

/** What the form of a request says at first of the person's age: a child on her path is not taken for an adult by a slip. */
const minorOf: Readonly<Record<string, string>> = { adult: 'no', child: 'yes', not_sure: 'not_sure' };

const AskPanel = ({ beds, page }: { readonly beds: CaseBeds; readonly page: PageContext }): VNode => {
  const { words } = page;
  const start = {
    needed_from: page.today,
    nights: 30,
    persons: 1,
    children: 0,
    minor: minorOf[beds.age ?? 'adult'] ?? 'not_sure',
    security: 'ordinary',
    distance: 'other_area',
  };
  return (
    <Panel title={words.t('accommodation.case.ask')}>
      <FormFor page={page} action={`/cases/${beds.file.id}/bed`}>
        <FieldSet page={page} form={requestForm} state={page.form ?? formState(requestForm, start)} />
        <Button>{words.t('accommodation.case.ask')}</Button>
      </FormFor>
    </Panel>
  );
};

const ForService = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { beds, profile } = shown;
  const { words } = page;
  const isLiving = beds.placements.some(({ state }) => !isOver(profile, state));
  return (
    <>
      <Panel title={words.t('accommodation.placements.title')}>
        {beds.placements.length === 0 ? <p class="empty">{words.t('accommodation.case.none')}</p> : null}
        <Lines
          lines={beds.placements.map((it) => ({
            main: <a href={`/placements/${it.id}`}>{`${it.reference} · ${bedName(it)}`}</a>,
            note: (
              <>
                <StateChip state={it.state} profile={profile} words={words} />{' '}
                {span(words, it.fromDay ?? it.neededFrom, it.leftOn ?? it.untilDay)}
              </>
            ),
          }))}
        />
      </Panel>
      {isLiving ? null : <AskPanel beds={beds} page={page} />}
    </>
  );
};

const CasePage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { beds, profile } = shown;
  const { words } = page;
  const watched = { alarms: beds.alarms, abroad: beds.abroad, rights: beds.rights, profile, page };
  return (
    <>
      <PageHead
        title={words.t('accommodation.tab')}
        lead={words.t('accommodation.case.lead')}
        back={{
          href: `/cases/${beds.file.id}`,
          label: words.t('accommodation.case.back', { reference: beds.file.reference ?? '' }),
        }}
      />
      <ErrorSummary page={page} />
      <Alarms {...watched} />
      {beds.rights.place ? <ForService shown={shown} page={page} /> : <ForPolice beds={beds} page={page} />}
      {beds.abroad.map((one) => (
        <AbroadOne key={one.id} {...watched} one={one} />
      ))}
    </>
  );
};

const caseParams = z.object({ caseId: z.uuid() });

const caseScreen: Screen<Profile> = getScreen({
  room: 'accommodation',
  path: '/cases/:caseId/bed',
  permit: 'cases.read',
  params: caseParams,
  load: async (scene: Scene, { params }): Promise<Shown | null> => {
    const beds = await readCaseBeds(scene, params.caseId);
    return beds === null ? null : { beds, profile: scene.profile };
  },
  title: (_, words) => words.t('accommodation.tab'),
  page: (shown, page) => <CasePage shown={shown} page={page} />,
});

const askScreen: Screen<Profile> = postScreen({
  room: 'accommodation',
  path: '/cases/:caseId/bed',
  once: true,
  permit: 'accommodation.place',
  params: caseParams,
  journals: ['accommodation.bed_asked'],
  body: requestForm,
  act: (scene: Scene, input, { params }) => askForBed(scene, params.caseId, input as RequestInput),
  then: ({ placementId }) => `/placements/${placementId}/search`,
  again: caseScreen,
});

const followScreen: Screen<Profile> = getScreen({
  room: 'accommodation',
  path: '/safety',
  permit: 'accommodation.follow',
  load: async (scene: Scene) => {
    const following = await readFollowing(scene);
    return isRefusal(following) ? following : { following, profile: scene.profile };
  },
  title: (_, words) => words.t('accommodation.follow.title'),
  page: ({ following, profile }, page) => {
    const { words } = page;
    return (
      <>
        <PageHead title={words.t('accommodation.follow.title')} lead={words.t('accommodation.follow.lead')} />
        {following.alarms.length + following.abroad.length === 0 ? (
          <p class="empty">{words.t('accommodation.follow.empty')}</p>
        ) : null}
        <ul class="lines">
          {following.alarms.map((alarm) => (
            <AlarmLine key={alarm.id} alarm={alarm} page={page} profile={profile} />
          ))}
        </ul>
        <ul class="plain-list">
          {[...following.alarms, ...following.abroad].flatMap(({ id, caseId }) =>
            caseId === null
              ? []
              : [
                  <li key={id}>
                    <a href={`/cases/${caseId}/bed`}>{words.t('accommodation.follow.open')}</a>
                  </li>,
                ],
          )}
        </ul>
        <ul class="plain-list">
          {following.abroad.map((one) => (
            <li key={one.id}>{abroadText(page, profile, one)}</li>
          ))}
        </ul>
      </>
    );
  },
});

const afterwards = (caseId: string | null, done: string): string =>
  caseId === null ? `/?done=${done}` : `/cases/${caseId}/bed?done=${done}`;

const alarmScreen: Screen<Profile> = postScreen({
  room: 'accommodation',
  path: '/alarms/:alarmId/end',
  permit: 'cases.read',
  params: z.object({ alarmId: z.uuid() }),
  journals: ['accommodation.missing_ended', 'cases.task_done'],
  body: alarmEndForm,
  act: (scene: Scene, input, { params }) => endAlarm(scene, params.alarmId, input as Parameters<typeof endAlarm>[2]),
  then: ({ caseId }) => afterwards(caseId, 'missing_ended'),
});

const abroadParams = z.object({ abroadId: z.uuid() });

const answerScreen: Screen<Profile> = postScreen({
  room: 'accommodation',
  path: '/abroad/:abroadId/answer',
  permit: 'accommodation.follow',
  params: abroadParams,
  journals: ['accommodation.abroad_agreed', 'accommodation.abroad_refused'],
  body: agreeForm,
  act: (scene: Scene, input, { params }) => answerProposal(scene, params.abroadId, input.agrees === true),
  then: ({ caseId }) => afterwards(caseId, 'abroad_answered'),
});

const visitScreen: Screen<Profile> = postScreen({
  room: 'accommodation',
  path: '/abroad/:abroadId/visit',
  permit: 'cases.read',
  params: abroadParams,
  journals: ['accommodation.abroad_visited', 'cases.task_set', 'cases.task_done'],
  body: visitForm,
  act: (scene: Scene, input, { params }) => noteVisit(scene, params.abroadId, input as Parameters<typeof noteVisit>[2]),
  then: ({ caseId }) => afterwards(caseId, 'visited'),
});

/** What of a bed stands with a case, and what the police follows. */
export const caseBedScreens: readonly Screen<Profile>[] = [
  caseScreen,
  askScreen,
  followScreen,
  alarmScreen,
  answerScreen,
  visitScreen,
];
