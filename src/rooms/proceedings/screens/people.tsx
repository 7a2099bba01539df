import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  ButtonLink,
  Chip,
  type Column,
  Columns,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  named,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  addSuspect,
  addSuspectNames,
  changeSuspect,
  openSuspects,
  type OpenSuspects,
  readSuspect,
  type Suspect,
  type SuspectChange,
  type SuspectInput,
  type SuspectNames,
} from '../actions/index.ts';
import { openForm, suspectChangeForm, suspectForm, suspectNameForm } from '../facts/index.ts';
import {
  CaseHead,
  caseHref,
  countryName,
  criminalCaseParams,
  loadShown,
  OpenPanel,
  type ProceedingsTools,
  type Props,
  reading,
  type Shown,
  suspectName,
} from './parts.tsx';

const suspectParams = criminalCaseParams.extend({ suspectId: z.uuid() });

const columnsOf = ({ shown, page }: Props): readonly Column<Suspect>[] => {
  const { profile, view } = shown;
  const { words } = page;
  const column = (id: string, cell: Column<Suspect>['cell']) => ({
    ...{ id, label: words.t(`proceedings.column.${id}`), cell },
  });
  const name = (it: Suspect) =>
    view.rights.investigate ? (
      <a href={`${caseHref(view.file)}/people/${it.id}`}>{suspectName(words, it)}</a>
    ) : (
      suspectName(words, it)
    );
  return [
    {
      ...column('suspect', (it) => (
        <>
          {name(it)} {it.danger ? <Chip tone="danger">{words.t('proceedings.chip.danger')}</Chip> : null}
        </>
      )),
      heads: true,
    },
    column('suspect_state', (it) => words.t(`proceedings.suspect.state.${it.state}`)),
    column('role', (it) => named(page, 'perpetrator-role', it.role)),
    column('citizenship', (it) => countryName(profile, words, it.citizenship)),
    column('birth', (it) => (it.kind === 'legal' ? '–' : countryName(profile, words, it.birthCountry))),
  ];
};

const PeoplePage = (props: Props): VNode => {
  const { shown, page } = props;
  const { view } = shown;
  const { t } = page.words;
  const base = caseHref(view.file);
  const add = view.rights.investigate ? (
    <ButtonLink href={`${base}/people/new`}>{t('proceedings.suspect.new')}</ButtonLink>
  ) : null;
  return (
    <>
      <CaseHead {...props} tab="people" actions={add} />
      <p class="soft">{t('proceedings.suspect.lead')}</p>
      <Table
        page={page}
        caption={t('proceedings.tab.people')}
        captionUnseen
        rows={view.suspects}
        rowKey={({ id }) => id}
        empty={t('proceedings.suspect.none')}
        columns={columnsOf(props)}
      />
      {view.sealed.names ? <OpenPanel page={page} action={`${base}/names`} name="names" /> : null}
    </>
  );
};

const peopleScreen: Screen<Profile> = getScreen({
  room: 'proceedings',
  path: '/proceedings/:criminalCaseId/people',
  permit: 'proceedings.read',
  params: criminalCaseParams,
  ...reading,
  load: loadShown,
  title: ({ view }, words) => words.t('proceedings.case.title', { reference: view.file.reference }),
  page: (shown, page) => <PeoplePage shown={shown} page={page} />,
});

const NewPage = ({ shown, page }: Props): VNode => (
  <>
    <CaseHead shown={shown} page={page} tab="people" inner={page.words.t('proceedings.suspect.new')} />
    <p class="soft">{page.words.t('proceedings.suspect.names_sealed')}</p>
    <FormFor page={page} action={`${caseHref(shown.view.file)}/people/new`}>
      <FieldSet page={page} form={suspectForm} state={page.form ?? formState(suspectForm, { suspect_danger: false })} />
      <Button>{page.words.t('proceedings.save')}</Button>
    </FormFor>
  </>
);

const writing = { room: 'proceedings', permit: 'proceedings.investigate' } as const;

const newSuspectScreen: Screen<Profile> = getScreen({
  ...{ ...writing, path: '/proceedings/:criminalCaseId/people/new', params: criminalCaseParams, load: loadShown },
  title: (_, words) => words.t('proceedings.suspect.new'),
  page: (shown, page) => <NewPage shown={shown} page={page} />,
});

type OneShown = Shown & { readonly suspect: Suspect };

const startOf = (it: Suspect) => ({
  ...{ suspect_kind: it.kind, suspect_role: it.role, suspect_danger: it.danger },
  ...(it.citizenship === null ? {} : { citizenship: it.citizenship }),
  ...(it.birthCountry === null ? {} : { birth_country: it.birthCountry }),
  ...(it.sex === null ? {} : { sex: it.sex }),
  ...(it.ageBand === null ? {} : { age_band: it.ageBand }),
});

const OnePage = ({ shown, page }: Props & { readonly shown: OneShown }): VNode => {
  const { suspect, view } = shown;
  const { t } = page.words;
  const base = `${caseHref(view.file)}/people/${suspect.id}`;
  return (
    <>
      <CaseHead shown={shown} page={page} tab="people" inner={suspectName(page.words, suspect)} />
      <Columns
        aside={
          <Panel title={t('proceedings.suspect.add_names')}>
            <p class="soft">{t('proceedings.suspect.names_sealed')}</p>
            <FormFor page={page} action={`${base}/names`}>
              <FieldSet page={page} form={suspectNameForm} state={formState(suspectNameForm)} />
              <Button kind="quiet">{t('proceedings.suspect.add_names')}</Button>
            </FormFor>
          </Panel>
        }
      >
        <FormFor page={page} action={base} version={String(suspect.version)}>
          <FieldSet
            page={page}
            form={suspectChangeForm}
            state={page.form ?? formState(suspectChangeForm, startOf(suspect))}
          />
          <Button>{t('proceedings.save')}</Button>
        </FormFor>
      </Columns>
    </>
  );
};

const oneScreen: Screen<Profile> = getScreen({
  ...{ ...writing, path: '/proceedings/:criminalCaseId/people/:suspectId', params: suspectParams },
  load: async (scene: Scene, where) => {
    const shown = await loadShown(scene, where);
    const suspect = shown?.view.suspects.find(({ id }) => id === where.params.suspectId);
    if (shown === null) return null;
    return suspect === undefined ? refuse('suspect_unknown') : { ...shown, suspect };
  },
  title: ({ suspect }, words) => suspectName(words, suspect),
  page: (shown, page) => <OnePage shown={shown} page={page} />,
});

/** What stands there now, where two wrote on one suspect at once. */
const theirSuspect = async (
  scene: Scene,
  { criminalCaseId, suspectId }: { readonly criminalCaseId: string; readonly suspectId: string },
) => {
  const found = await readSuspect(scene, { criminalCaseId, suspectId });
  return isRefusal(found) ? null : { values: startOf(found), version: String(found.version) };
};

const acts: readonly Screen<Profile>[] = [
  postScreen({
    ...{ ...writing, path: '/proceedings/:criminalCaseId/people/new', params: criminalCaseParams, body: suspectForm },
    journals: ['proceedings.suspect_added'],
    once: true,
    act: (scene: Scene, input, { params }) => addSuspect(scene, params.criminalCaseId, input as SuspectInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/people?done=suspect_added`,
    again: newSuspectScreen,
  }),
  postScreen({
    ...{ ...writing, path: '/proceedings/:criminalCaseId/people/:suspectId', params: suspectParams },
    body: suspectChangeForm,
    journals: ['proceedings.suspect_changed'],
    act: (scene: Scene, input, { params, version }) =>
      changeSuspect(scene, { ...params, version }, input as SuspectChange),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/people?done=suspect_changed`,
    again: oneScreen,
    theirs: theirSuspect,
  }),
  postScreen({
    ...{ ...writing, path: '/proceedings/:criminalCaseId/people/:suspectId/names', params: suspectParams },
    body: suspectNameForm,
    journals: ['proceedings.suspect_named'],
    act: (scene: Scene, input, { params }) => addSuspectNames(scene, params, input as SuspectNames),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/people?done=suspect_named`,
    again: oneScreen,
  }),
];

const nameColumns = (page: PageContext): readonly Column<OpenSuspects['suspects'][number]>[] => {
  const { words } = page;
  const text = (id: 'name' | 'aliases' | 'address' | 'number') => ({
    ...{ id, label: words.t(`proceedings.field.suspect_${id}.label`) },
    cell: (it: OpenSuspects['suspects'][number]) => <span dir="auto">{it.texts[id] ?? '–'}</span>,
  });
  return [
    {
      ...{ id: 'suspect', label: words.t('proceedings.column.suspect'), heads: true },
      cell: (it) => suspectName(words, it),
    },
    ...[text('name'), text('aliases'), text('address'), text('number')],
  ];
};

const NamesPage = ({ opened, page }: { opened: OpenSuspects; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('proceedings.open.names')}
        back={{
          href: `/proceedings/${opened.criminalCaseId}/people`,
          label: words.t('proceedings.case.title', { reference: opened.reference }),
        }}
      />
      <Notice>{words.t('proceedings.open.logged', { at: words.date(page.now, 'moment') })}</Notice>
      <Table
        page={page}
        caption={words.t('proceedings.open.names')}
        captionUnseen
        rows={opened.suspects}
        rowKey={({ id }) => id}
        empty={words.t('proceedings.suspect.none')}
        columns={nameColumns(page)}
      />
    </>
  );
};

/** Names of suspects, for one purpose: written down before they are answered. */
const namesScreen = ({ vault }: ProceedingsTools): Screen<Profile> =>
  askScreen({
    room: 'proceedings',
    path: '/proceedings/:criminalCaseId/names',
    permit: 'proceedings.read',
    params: criminalCaseParams,
    body: openForm,
    journals: ['proceedings.names_asked', 'identity.opened', 'identity.open-refused'],
    reads: ({ purpose }, { criminalCaseId }) => ({
      type: 'proceedings.names_asked',
      subject: { kind: 'criminal_case', id: criminalCaseId },
      data: { purpose: purpose ?? null },
    }),
    load: async (scene: Scene, input, { params }) => {
      const opened = await openSuspects(scene, vault, params.criminalCaseId, input.purpose ?? '');
      return isRefusal(opened) ? opened : { opened };
    },
    title: (_, words) => words.t('proceedings.open.names'),
    page: ({ opened }, page) => <NamesPage opened={opened} page={page} />,
    again: peopleScreen,
  });

/** The persons a criminal case is about as suspects. */
export const peopleScreens = (tools: ProceedingsTools): readonly Screen<Profile>[] => [
  peopleScreen,
  newSuspectScreen,
  oneScreen,
  ...acts,
  namesScreen(tools),
];
