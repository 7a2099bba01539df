import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  ErrorSummary,
  type Fact,
  Facts,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  Notice,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { bodyName } from '../../directory/index.ts';
import { type AnswerInput, answerSide, judgeSide, readSide, type ShownSide } from '../actions/sides.ts';
import { answerForm, type Verdict, verdictForm } from '../facts.ts';
import { type Around, className, FileLink } from './parts.tsx';

const params = z.object({ sideId: z.uuid() });

type Shown = ShownSide & { readonly profile: Profile };
type Props = Around & { readonly shown: Shown };

const ask = (around: Props): VNode => {
  const { shown, page } = around;
  const { words } = page;
  return (
    <Panel title={words.t('matching.ask.title')}>
      <p>
        <strong>{words.t('matching.ask.no_means')}</strong>
      </p>
      <p>{words.t('matching.ask.say', { class: className(around, shown.side.otherClass) })}</p>
      <p class="soft">{words.t('matching.ask.how')}</p>
      <FormFor page={page} action={`/matching/${shown.side.id}/answer`}>
        <FieldSet page={page} form={answerForm} state={page.form ?? formState(answerForm, {})} />
        <Button>{words.t('matching.ask.save')}</Button>
      </FormFor>
    </Panel>
  );
};

const alike = ({ shown, page }: Props): VNode => {
  const { words } = page;
  const lines = shown.side.parts.map((one) => one.split(':'));
  return (
    <Panel title={words.t('matching.open.alike')}>
      <Lines
        lines={lines.map(([part = '', likeness = '']) => ({
          main: words.t(`matching.part.${part}`),
          note: words.t(`matching.likeness.${likeness}`),
        }))}
      />
      <p class="soft">{words.t('matching.open.no_proof')}</p>
    </Panel>
  );
};

const bodies = ({ shown, page, profile }: Props): VNode => (
  <Panel title={page.words.t('matching.open.bodies')}>
    <Lines
      lines={shown.side.bodies
        .filter((id) => id !== shown.file.organisationId)
        .map((id) => ({ main: <a href="/directory">{bodyName(profile, page.words, id)}</a> }))}
    />
    <p>{page.words.t('matching.open.speak')}</p>
  </Panel>
);

const judge = ({ shown, page }: Props): VNode => {
  const { words } = page;
  return (
    <Panel title={words.t('matching.judge.title')}>
      <p>{words.t('matching.judge.questions')}</p>
      <ul>
        {['mother', 'place', 'language', 'date'].map((one) => (
          <li key={one}>{words.t(`matching.judge.question.${one}`)}</li>
        ))}
      </ul>
      <p class="soft">{words.t('matching.judge.never')}</p>
      <FormFor page={page} action={`/matching/${shown.side.id}/judge`}>
        <FieldSet page={page} form={verdictForm} state={page.form ?? formState(verdictForm, {})} />
        <Button>{words.t('matching.judge.save')}</Button>
      </FormFor>
    </Panel>
  );
};

const undo = ({ shown, page }: Props): VNode => (
  <Panel title={page.words.t('matching.undo.title')}>
    <p>{page.words.t('matching.undo.text')}</p>
    <FormFor page={page} action={`/matching/${shown.side.id}/part`}>
      <Button kind="danger">{page.words.t('matching.undo.do')}</Button>
    </FormFor>
  </Panel>
);

const factsOf = (around: Props): readonly Fact[] => {
  const { shown, page } = around;
  const { words } = page;
  const { side, file, state } = shown;
  const fact = (id: string, value: Fact['value']): Fact => ({ label: words.t(`matching.column.${id}`), value });
  return [
    fact('file', <FileLink file={file} page={page} />),
    fact('state', words.t(`matching.state.${state}`)),
    ...(state === 'asked' || state === 'waiting' ? [fact('until', words.date(side.expiresOn, 'long'))] : []),
    ...(side.answeredOn === null ? [] : [fact('answered_on', words.date(side.answeredOn, 'long'))]),
  ];
};

const SidePage = (around: Props): VNode => {
  const { shown, page } = around;
  const { words } = page;
  const { state, side } = shown;
  const isOpen = state === 'open' || state === 'judged' || state === 'same' || state === 'not_same';
  return (
    <>
      <PageHead
        title={words.t('matching.one', { class: className(around, side.otherClass) })}
        lead={words.t(`matching.says.${state}`, { class: className(around, side.otherClass) })}
        back={{ href: '/matching', label: words.t('matching.title') }}
      />
      <ErrorSummary page={page} />
      <Facts facts={factsOf(around)} />
      {state === 'asked' ? ask(around) : null}
      {state === 'waiting' ? <Notice>{words.t('matching.waits')}</Notice> : null}
      {isOpen ? bodies(around) : null}
      {isOpen ? alike(around) : null}
      {state === 'open' ? judge(around) : null}
      {state === 'same' ? undo(around) : null}
    </>
  );
};

const show: Screen<Profile> = getScreen({
  room: 'matching',
  path: '/matching/:sideId',
  permit: 'matching.answer',
  params,
  journals: ['matching.read'],
  reads: ({ sideId }) => ({ type: 'matching.read', subject: { kind: 'match', id: sideId } }),
  load: async (scene: Scene, where): Promise<Shown | null> => {
    const shown = await readSide(scene, where.params.sideId);
    return shown === null ? null : { ...shown, profile: scene.profile };
  },
  title: (_, words) => words.t('matching.window'),
  page: (shown, page) => <SidePage shown={shown} page={page} profile={shown.profile} />,
});

const answer: Screen<Profile> = postScreen({
  journals: ['matching.said_yes', 'matching.said_no'],
  room: 'matching',
  path: '/matching/:sideId/answer',
  permit: 'matching.answer',
  params,
  body: answerForm,
  act: (scene: Scene, input, where) =>
    answerSide(scene, where.params.sideId, { ...input, no_explained: input.no_explained === true } as AnswerInput),
  then: ({ sideId }) => `/matching/${sideId}?done=answered`,
  again: show,
});

const verdict: Screen<Profile> = postScreen({
  journals: ['matching.judged_same', 'matching.judged_not_same'],
  room: 'matching',
  path: '/matching/:sideId/judge',
  permit: 'matching.answer',
  params,
  body: verdictForm,
  act: (scene: Scene, input, where) => judgeSide(scene, where.params.sideId, input.verdict as Verdict),
  then: ({ sideId }) => `/matching/${sideId}?done=judged`,
  again: show,
});

const part: Screen<Profile> = postScreen({
  journals: ['matching.judged_not_same'],
  room: 'matching',
  path: '/matching/:sideId/part',
  permit: 'matching.answer',
  params,
  body: z.object({}),
  act: (scene: Scene, _, where) => judgeSide(scene, where.params.sideId, 'not_same'),
  then: ({ sideId }) => `/matching/${sideId}?done=parted`,
  again: show,
});

/** One possible match: ask the person, then speak with the other body, then say what was found, or take it back. */
export const sideScreens: readonly Screen<Profile>[] = [show, answer, verdict, part];
