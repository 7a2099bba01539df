import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  Chip,
  Details,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Notice,
  ownPurposes,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  acknowledgeShiftNote,
  type HandOver,
  leaveShiftNote,
  openShiftNote,
  type OpenShiftNote,
  readHandOver,
  type ShiftNote,
  type ShiftNoteInput,
} from '../actions/index.ts';
import { openForm, shiftNoteForm } from '../facts.ts';
import { at, type CasesTools } from './parts.tsx';
import { WarmLines } from './warm.tsx';

type Shown = { readonly open: HandOver; readonly profile: Profile };

const Orphans = ({ open, page }: { open: HandOver; page: PageContext }): VNode => {
  const { words } = page;
  if (open.orphanCount === 0) return <Notice tone="good">{words.t('cases.orphans.none')}</Notice>;
  return (
    <Notice tone="danger" title={words.t('cases.orphans.title', { count: open.orphanCount })}>
      <p>{words.t('cases.orphans.lead')}</p>
      <ul class="plain-list">
        {open.orphans.map((one) => (
          <li key={one.id}>
            <a href={`/cases/${one.id}`}>{one.reference ?? words.t('cases.reference.none')}</a>{' '}
            <span class="soft">
              {words.t(`cases.orphans.why.${one.why}`)} · {at(words, one.openedAt)}
            </span>
          </li>
        ))}
      </ul>
      {open.orphanCount > open.orphans.length ? (
        <p>
          <a href="/cases?view=unowned">{words.t('cases.orphans.all')}</a>
        </p>
      ) : null}
    </Notice>
  );
};

const Cases = ({ note }: { note: ShiftNote }): VNode => (
  <>
    {note.cases.map(({ id, reference }) => (
      <span key={id}>
        {' '}
        <a href={`/cases/${id}`}>{reference}</a>
      </span>
    ))}
  </>
);

const NoteLine = ({ note, page }: { note: ShiftNote; page: PageContext }): VNode => {
  const { words } = page;
  const isOpen = note.acknowledgedAt === null;
  const isLate = isOpen && note.dueAt < page.now;
  return (
    <li>
      <span class={`line-main ${isLate ? 'danger' : 'plain'}`}>
        {words.t('cases.shift.by', { name: note.writerName, at: at(words, note.writtenAt) })}{' '}
        {isLate ? <Chip tone="danger">{words.t('cases.shift.late')}</Chip> : null}
        {isOpen && !isLate ? <Chip tone="warn">{words.t('cases.shift.open')}</Chip> : null}
      </span>
      <span class="soft">
        {note.acknowledgedAt === null
          ? words.t('cases.shift.due', { at: at(words, note.dueAt) })
          : words.t('cases.shift.read_by', { name: note.readerName ?? '', at: at(words, note.acknowledgedAt) })}
        <Cases note={note} />
      </span>
      <FormFor page={page} action={`/shifts/${note.id}/open`} light>
        <FieldSet page={ownPurposes(page)} form={openForm} state={formState(openForm, {})} />
        <Button kind="quiet">{words.t('cases.shift.read')}</Button>
      </FormFor>
    </li>
  );
};

const Notes = ({ open, page }: { open: HandOver; page: PageContext }): VNode => {
  const [waiting, done] = [
    open.notes.filter(({ acknowledgedAt }) => acknowledgedAt === null),
    open.notes.filter(({ acknowledgedAt }) => acknowledgedAt !== null),
  ];
  const list = (notes: readonly ShiftNote[]): VNode => (
    <ul class="lines">
      {notes.map((note) => (
        <NoteLine key={note.id} note={note} page={page} />
      ))}
    </ul>
  );
  return (
    <Panel title={page.words.t('cases.shift.notes')}>
      {waiting.length === 0 ? <p class="empty">{page.words.t('cases.shift.none')}</p> : list(waiting)}
      {done.length === 0 ? null : <Details summary={page.words.t('cases.shift.earlier')}>{list(done)}</Details>}
    </Panel>
  );
};

const ShiftsPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead title={words.t('cases.shift.title')} lead={words.t('cases.shift.lead')} />
      <ErrorSummary page={page} />
      <Orphans open={shown.open} page={page} />
      <Panel title={words.t('cases.warm.open')}>
        {shown.open.handovers.length === 0 ? <p class="empty">{words.t('cases.warm.none')}</p> : null}
        <WarmLines handovers={shown.open.handovers} profile={shown.profile} page={page} />
      </Panel>
      <Notes open={shown.open} page={page} />
      <Panel title={words.t('cases.shift.write')}>
        <FormFor page={page} action="/shifts">
          <FieldSet page={page} form={shiftNoteForm} state={page.form ?? formState(shiftNoteForm, {})} />
          <Button>{words.t('cases.shift.leave')}</Button>
        </FormFor>
      </Panel>
    </>
  );
};

const shiftsScreen: Screen<Profile> = getScreen({
  room: 'cases',
  path: '/shifts',
  permit: 'cases.hand-over',
  load: async (scene: Scene) => {
    const open = await readHandOver(scene);
    return isRefusal(open) ? open : { open, profile: scene.profile };
  },
  title: (_, words) => words.t('cases.shift.title'),
  page: (shown: Shown, page) => <ShiftsPage shown={shown} page={page} />,
});

const OpenPage = ({ opened, page }: { opened: OpenShiftNote; page: PageContext }): VNode => {
  const { words } = page;
  const { note } = opened;
  const mayTake = note.acknowledgedAt === null && note.writtenBy !== page.viewer?.staffId;
  return (
    <>
      <PageHead
        title={words.t('cases.shift.by', { name: note.writerName, at: at(words, note.writtenAt) })}
        back={{ href: '/shifts', label: words.t('cases.shift.title') }}
      />
      <Panel title={words.t('cases.shift.says')}>
        <p class="as-typed" dir="auto">
          {opened.text}
        </p>
        <p>
          <Cases note={note} />
        </p>
      </Panel>
      {mayTake ? (
        <FormFor page={page} action={`/shifts/${note.id}/acknowledge`} light>
          <Button>{words.t('cases.shift.acknowledge')}</Button>
        </FormFor>
      ) : null}
    </>
  );
};

const noteParams = z.object({ noteId: z.uuid() });

/** Notes from shift to shift, persons handed over warm, and cases that nobody looks after. */
export const shiftScreens = ({ vault }: CasesTools): readonly Screen<Profile>[] => [
  shiftsScreen,
  postScreen({
    ...{ room: 'cases', path: '/shifts', once: true, permit: 'cases.hand-over', body: shiftNoteForm },
    journals: ['cases.shift_note_left'],
    act: (scene: Scene, input) => leaveShiftNote(scene, input as ShiftNoteInput),
    then: () => '/shifts?done=shift_note_left',
    again: shiftsScreen,
  }),
  askScreen({
    ...{ room: 'cases', path: '/shifts/:noteId/open', permit: 'cases.hand-over', params: noteParams, body: openForm },
    journals: ['cases.shift_note_asked', 'identity.opened', 'identity.open-refused'],
    reads: ({ purpose }, { noteId }) => ({
      type: 'cases.shift_note_asked',
      subject: { kind: 'shift_note', id: noteId },
      data: { purpose: purpose ?? null },
    }),
    load: async (scene: Scene, input, { params }) => {
      const opened = await openShiftNote(scene, vault, params.noteId, input.purpose ?? '');
      return isRefusal(opened) ? opened : { opened };
    },
    title: (_, words) => words.t('cases.shift.window'),
    page: ({ opened }, page) => <OpenPage opened={opened} page={page} />,
    again: shiftsScreen,
  }),
  postScreen({
    ...{ room: 'cases', path: '/shifts/:noteId/acknowledge', permit: 'cases.hand-over', body: z.object({}) },
    params: noteParams,
    journals: ['cases.shift_note_acknowledged'],
    act: (scene: Scene, _, { params }) => acknowledgeShiftNote(scene, params.noteId),
    then: () => '/shifts?done=shift_note_acknowledged',
    again: shiftsScreen,
  }),
];
