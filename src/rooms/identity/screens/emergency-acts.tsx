import type { VNode } from 'preact';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  ErrorSummary,
  FormFor,
  named,
  Notice,
  PageHead,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
  TypedTexts,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import type { Opened } from '../actions.ts';
import {
  answerEmergency,
  endEmergency,
  openInEmergency,
  readEmergencyReason,
  reviewEmergency,
} from '../actions/emergencies.ts';
import { verdictForm } from '../facts.ts';
import { emergencyScreen } from './emergencies.tsx';
import { ConfirmFirst, emergencyParams, loadEmergency, minutesUntil, type ShownEmergency } from './emergency-parts.tsx';
import type { IdentityTools } from './parts.tsx';

const place = (path: `/${string}`) =>
  ({ room: 'identity', path, permit: 'identity.see-emergencies', params: emergencyParams }) as const;
const nothing = z.object({});

const Back = ({ shown, page, title }: { shown: ShownEmergency; page: PageContext; title: string }): VNode => (
  <PageHead
    title={title}
    back={{ href: `/emergencies/${shown.it.id}`, label: page.words.t('identity.emergency.back') }}
  />
);

type Told = { readonly shown: ShownEmergency; readonly reason: string };

/** To be decided on the page where the reason stands: nobody approves what she has not read. */
const Decide = ({ shown, page }: { shown: ShownEmergency; page: PageContext }): VNode | null => {
  const { words } = page;
  if (shown.possible !== 'answer') return null;
  if (!shown.isFresh)
    return <ConfirmFirst page={{ ...page, path: `/emergencies/${shown.it.id}` }} profile={shown.profile} />;
  return (
    <Panel title={words.t('identity.emergency.answer')}>
      <p>{words.t('identity.emergency.decide_text', { minutes: shown.profile.breakGlass.minutes })}</p>
      <FormFor page={page} action={`/emergencies/${shown.it.id}/answer`} light>
        <div class="actions">
          <Button kind="danger" name="_button" value="approve">
            {words.t('identity.emergency.approve')}
          </Button>
          <Button kind="quiet" name="_button" value="decline">
            {words.t('identity.emergency.decline')}
          </Button>
        </div>
      </FormFor>
    </Panel>
  );
};

const reasonScreen = (tools: IdentityTools, again: Screen<Profile>): Screen<Profile> =>
  askScreen({
    journals: ['identity.emergency_reason_read', 'identity.emergency-refused'],
    ...place('/emergencies/:emergencyId/reason'),
    body: nothing,
    // The vault writes who read it and commits that before it answers.
    reads: () => null,
    load: async (scene: Scene, _, { params }) => {
      const shown = await loadEmergency(tools, scene, params.emergencyId);
      if (shown === null) return refuse('not_found');
      const reason = await readEmergencyReason(scene, tools.vault, params.emergencyId);
      return isRefusal(reason) ? reason : { shown, reason };
    },
    title: (_, words) => words.t('identity.emergency.reason'),
    page: ({ shown, reason }: Told, page) => (
      <>
        <Back shown={shown} page={page} title={page.words.t('identity.emergency.reason')} />
        <ErrorSummary page={page} />
        <Panel title={page.words.t('identity.emergency.reason_said')}>
          <p class="as-typed" dir="auto">
            {reason}
          </p>
        </Panel>
        <Decide shown={shown} page={page} />
      </>
    ),
    again,
  });

const answerScreen = (tools: IdentityTools, again: Screen<Profile>): Screen<Profile> =>
  postScreen({
    journals: ['identity.emergency_approved', 'identity.emergency_declined', 'identity.emergency-refused'],
    ...place('/emergencies/:emergencyId/answer'),
    body: nothing,
    act: (scene: Scene, _, { params, button }) =>
      answerEmergency(scene, tools.vault, { emergencyId: params.emergencyId, approve: button === 'approve' }),
    then: ({ approved }, { emergencyId }) =>
      `/emergencies/${emergencyId}?done=${approved ? 'emergency_approved' : 'emergency_declined'}`,
    again,
  });

type OpenedNow = { readonly shown: ShownEmergency; readonly opened: Opened; readonly endsAt: Instant };

const OpenedPage = ({ it, page, tools }: { it: OpenedNow; page: PageContext; tools: IdentityTools }): VNode => {
  const { words } = page;
  const parts = it.shown.it.compartments.map((part) => ({
    ...{ part, texts: tools.openedTexts(page, it.opened[part] ?? {}) },
  }));
  return (
    <>
      <Back shown={it.shown} page={page} title={words.t('identity.emergency.opened')} />
      <Notice tone="warn" title={words.t('identity.emergency.running', { minutes: minutesUntil(page.now, it.endsAt) })}>
        {words.t('identity.emergency.opened_noted')}
      </Notice>
      {parts.map(({ part, texts }) => (
        <Panel key={part} title={named(page, 'sealed-parts', part)}>
          {texts.length === 0 ? <p class="soft">{words.t('identity.emergency.opened_nothing')}</p> : null}
          <TypedTexts texts={texts} />
        </Panel>
      ))}
    </>
  );
};

const openScreen = (tools: IdentityTools, again: Screen<Profile>): Screen<Profile> =>
  askScreen({
    journals: ['identity.opened', 'identity.emergency-refused'],
    ...place('/emergencies/:emergencyId/open'),
    body: nothing,
    // The vault writes the line, tells the bodies concerned, commits both, and only then answers.
    reads: () => null,
    load: async (scene: Scene, _, { params }) => {
      const shown = await loadEmergency(tools, scene, params.emergencyId);
      if (shown === null) return refuse('not_found');
      const opened = await openInEmergency(scene, tools.vault, params.emergencyId);
      return isRefusal(opened) ? opened : { shown, ...opened };
    },
    title: (_, words) => words.t('identity.emergency.opened'),
    page: (it: OpenedNow, page) => <OpenedPage it={it} page={page} tools={tools} />,
    again,
  });

const endScreen = (tools: IdentityTools, again: Screen<Profile>): Screen<Profile> =>
  postScreen({
    journals: ['identity.emergency_ended', 'identity.emergency-refused'],
    ...place('/emergencies/:emergencyId/end'),
    body: nothing,
    act: (scene: Scene, _, { params }) => endEmergency(scene, tools.vault, params.emergencyId),
    then: ({ emergencyId }) => `/emergencies/${emergencyId}?done=emergency_ended`,
    again,
  });

const reviewScreen = (again: Screen<Profile>): Screen<Profile> =>
  postScreen({
    journals: ['identity.emergency_reviewed'],
    ...{ ...place('/emergencies/:emergencyId/review'), permit: 'identity.review-emergency' },
    body: verdictForm,
    act: (scene: Scene, input, { params }) => reviewEmergency(scene, params.emergencyId, input.verdict ?? ''),
    then: ({ emergencyId }) => `/emergencies/${emergencyId}?done=emergency_reviewed`,
    again,
  });

/** What people do with an emergency: read why, approve or decline, open, end, review. */
export const emergencyActScreens = (tools: IdentityTools): readonly Screen<Profile>[] => {
  const page = emergencyScreen(tools);
  return [
    reasonScreen(tools, page),
    answerScreen(tools, page),
    openScreen(tools, page),
    endScreen(tools, page),
    reviewScreen(page),
  ];
};
