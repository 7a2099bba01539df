import type { VNode } from 'preact';
import { z } from 'zod';
import { refuse } from '../../../../platform/outcome.ts';
import {
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Notice,
  type PageContext,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { lawInWords } from '../../../cases/index.ts';
import { type OnwardInput, onwardVersion, recordOnward } from '../../actions/index.ts';
import { onwardFormOf } from '../../facts.ts';
import { knownOnward, onwardQuestions } from '../../rules/index.ts';
import { hasOnward, isOnwardPath, onwardEvents, onwardMachines } from '../../steps.ts';
import type { ProtectionTools } from '../parts.tsx';
import { addressOf, did, Head, load, partnerName, path, type Shown } from './parts.tsx';

const stepParams = z.object({ caseId: z.uuid(), path, event: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/) });

type Writing = { readonly shown: Shown; readonly event: string };

const Law = ({ writing, page }: { readonly writing: Writing; readonly page: PageContext }): VNode | null => {
  const { shown, event } = writing;
  const { words } = page;
  const table = shown.profile.steps(onwardMachines[shown.view.place.path]);
  const line = table.transitions.find((one) => one.event === event);
  if (line === undefined) return null;
  const sure = line.provenance === 'source_document' ? '' : ` ${words.t('protection.clock.unverified')}`;
  return <p class="soft">{`${lawInWords(words, line.law)}${sure}`}</p>;
};

const hints: readonly string[] = [onwardEvents.assess, onwardEvents.choose, onwardEvents.plan, onwardEvents.stop];

/** What to think of before writing a step down; a check made anew asks the same as the first. */
const hintOf = (event: string): string | undefined =>
  hints.find((one) => one === (event === onwardEvents.reassess ? onwardEvents.assess : event));

const WritePage = ({ writing, page }: { readonly writing: Writing; readonly page: PageContext }): VNode => {
  const { shown, event } = writing;
  const { view } = shown;
  const { words } = page;
  const form = onwardFormOf(onwardQuestions(event));
  const isOpen = view.next.includes(event);
  const hint = hintOf(event);
  return (
    <>
      <Head shown={shown} page={page} inner={did(page, event)} />
      <ErrorSummary page={page} />
      <Law writing={writing} page={page} />
      {isOpen ? null : <Notice tone="warn">{words.t('protection.child.not_open')}</Notice>}
      {hint === undefined ? null : (
        <Notice>{words.t(`protection.onward.hint.${hint}`, { body: partnerName(shown, page) })}</Notice>
      )}
      <FormFor page={page} action={`${addressOf(shown)}/${event}`} version={onwardVersion(view)}>
        <FieldSet page={page} form={form} state={page.form ?? formState(form, { happened_on: page.today })} />
        {isOpen ? <Button>{words.t('protection.child.save')}</Button> : null}
      </FormFor>
    </>
  );
};

type Params = { readonly path: string; readonly event: string };

const isKnown = (profile: Profile, asked: Params): boolean =>
  isOnwardPath(asked.path) && hasOnward(profile, asked.path) && knownOnward(profile, asked.path).includes(asked.event);

/** A step to be written down. */
export const writeScreen: Screen<Profile> = getScreen({
  room: 'protection',
  path: '/cases/:caseId/onward/:path/:event',
  permit: 'cases.work',
  params: stepParams,
  load: async (scene: Scene, { params }) => {
    if (!isKnown(scene.profile, params)) return refuse('no_such_step');
    const shown = await load(scene, params);
    return shown === null ? null : { shown, event: params.event };
  },
  title: ({ event }, words) => words.t(`protection.onward.did.${event}`),
  page: (writing, page) => <WritePage writing={writing} page={page} />,
});

/** Writes it down. */
export const saveScreen = ({ profile }: ProtectionTools): Screen<Profile> =>
  postScreen({
    journals: ['protection.onward_step', 'cases.note_added', 'cases.task_done', 'cases.task_set'],
    room: 'protection',
    path: '/cases/:caseId/onward/:path/:event',
    permit: 'cases.work',
    params: stepParams,
    body: (params) => (isKnown(profile, params) ? onwardFormOf(onwardQuestions(params.event)) : null),
    act: (scene: Scene, input, { params, version }) =>
      recordOnward(scene, { ...params, version }, input as OnwardInput),
    then: ({ caseId, path: way }) => `/cases/${caseId}/onward/${way}?done=onward_saved`,
    again: writeScreen,
  });
