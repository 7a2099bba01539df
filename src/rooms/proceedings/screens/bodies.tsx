import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  Columns,
  FormFor,
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
import { bodyName } from '../../directory/index.ts';
import {
  type CaseBody,
  type Colleague,
  letSee,
  openWords,
  type OpenWords,
  readColleaguesOf,
  sealForOneself,
  stopSeeing,
  unseal,
} from '../actions/index.ts';
import { openForm } from '../facts/index.ts';
import {
  CaseHead,
  caseHref,
  criminalCaseParams,
  loadShown,
  type ProceedingsTools,
  type Props,
  type Shown,
} from './parts.tsx';
import { caseScreen } from './case-page.tsx';

type WithStaff = Shown & { readonly staff: readonly Colleague[] };
type StaffProps = Props & { readonly shown: WithStaff };

const lineOf = (it: CaseBody, { shown, page }: Props) => {
  const { words } = page;
  const from = words.date(it.since, 'long');
  return {
    main: bodyName(shown.profile, words, it.organisationId),
    note: `${words.t(`proceedings.body.${it.part}`)} · ${
      it.until === null
        ? words.t('proceedings.since', { day: from })
        : words.t('proceedings.span', { from, until: words.date(it.until, 'long') })
    }`,
  };
};

const Act = ({
  page,
  action,
  version,
  name,
  children,
}: {
  readonly page: PageContext;
  readonly action: string;
  readonly version: number;
  readonly name: string;
  readonly children?: VNode;
}): VNode => (
  <FormFor page={page} action={action} version={String(version)} light>
    {children}
    <Button kind="quiet">{page.words.t(`proceedings.do.${name}`)}</Button>
  </FormFor>
);

const Person = ({ it, shown, page }: StaffProps & { readonly it: Colleague }): VNode => {
  const { view } = shown;
  const sees = view.file.sealedFor?.includes(it.id) === true;
  return (
    <li>
      <span class="line-main plain">{it.name}</span>
      <span class="soft">{bodyName(shown.profile, page.words, it.organisationId)}</span>
      {view.rights.lead && it.id !== page.viewer?.staffId ? (
        <Act
          page={page}
          action={`${caseHref(view.file)}/sealed/${it.id}/${sees ? 'out' : 'in'}`}
          version={view.file.version}
          name={sees ? 'stop_seeing' : 'let_see'}
        />
      ) : null}
    </li>
  );
};

const SealedPanel = ({ shown, page }: StaffProps): VNode => {
  const { view, staff } = shown;
  const { t } = page.words;
  const { file } = view;
  const seeing = file.sealedFor === null ? [] : staff.filter(({ id }) => file.sealedFor?.includes(id));
  const others = file.sealedFor === null ? [] : staff.filter(({ id }) => !file.sealedFor?.includes(id));
  return (
    <Panel title={t('proceedings.sealed.title')}>
      <p class="soft">{t(file.sealedFor === null ? 'proceedings.sealed.open' : 'proceedings.sealed.closed')}</p>
      {seeing.length === 0 ? null : (
        <ul class="lines">
          {seeing.map((it) => (
            <Person key={it.id} it={it} shown={shown} page={page} />
          ))}
        </ul>
      )}
      {view.rights.lead ? (
        <Act
          page={page}
          action={`${caseHref(file)}/${file.sealedFor === null ? 'seal' : 'unseal'}`}
          version={file.version}
          name={file.sealedFor === null ? 'seal' : 'unseal'}
        />
      ) : null}
      {view.rights.lead && others.length > 0 ? (
        <>
          <h3>{t('proceedings.sealed.others')}</h3>
          <ul class="lines">
            {others.map((it) => (
              <Person key={it.id} it={it} shown={shown} page={page} />
            ))}
          </ul>
        </>
      ) : null}
    </Panel>
  );
};

const Walls = ({ page }: { page: PageContext }): VNode => {
  const { t } = page.words;
  const walls = ['support', 'court', 'immigration', 'journal'] as const;
  return (
    <Panel title={t('proceedings.walls.title')}>
      <Lines
        lines={walls.map((wall) => ({
          main: t(`proceedings.walls.${wall}`),
          note: t(`proceedings.walls.${wall}_note`),
        }))}
      />
    </Panel>
  );
};

const BodiesPage = (props: StaffProps): VNode => {
  const { shown, page } = props;
  const { t } = page.words;
  return (
    <>
      <CaseHead {...props} tab="bodies" />
      <Columns aside={<Walls page={page} />}>
        <Panel title={t('proceedings.bodies.title')}>
          <Lines lines={shown.view.bodies.map((it) => lineOf(it, props))} />
        </Panel>
        <SealedPanel {...props} />
      </Columns>
    </>
  );
};

const bodiesScreen: Screen<Profile> = getScreen({
  room: 'proceedings',
  path: '/proceedings/:criminalCaseId/bodies',
  permit: 'proceedings.read',
  params: criminalCaseParams,
  load: async (scene: Scene, where): Promise<WithStaff | null> => {
    const shown = await loadShown(scene, where);
    return shown === null ? null : { ...shown, staff: await readColleaguesOf(scene, shown.view.file) };
  },
  title: ({ view }, words) => words.t('proceedings.case.title', { reference: view.file.reference }),
  page: (shown, page) => <BodiesPage shown={shown} page={page} />,
});

const leading = {
  ...{ room: 'proceedings', permit: 'proceedings.lead', params: criminalCaseParams, body: z.object({}) },
  again: bodiesScreen,
} as const;
const staffParams = criminalCaseParams.extend({ staffId: z.uuid() });

const sealing: readonly Screen<Profile>[] = [
  postScreen({
    ...{ ...leading, path: '/proceedings/:criminalCaseId/seal', journals: ['proceedings.sealed'] },
    act: (scene: Scene, _, { params, version }) => sealForOneself(scene, { ...params, version }),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/bodies?done=sealed`,
  }),
  postScreen({
    ...{ ...leading, path: '/proceedings/:criminalCaseId/unseal', journals: ['proceedings.unsealed'] },
    act: (scene: Scene, _, { params, version }) => unseal(scene, { ...params, version }),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/bodies?done=unsealed`,
  }),
  postScreen({
    ...{ ...leading, params: staffParams, path: '/proceedings/:criminalCaseId/sealed/:staffId/in' },
    journals: ['proceedings.sealed'],
    act: (scene: Scene, _, { params, version }) => letSee(scene, { ...params, version }),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/bodies?done=let_see`,
  }),
  postScreen({
    ...{ ...leading, params: staffParams, path: '/proceedings/:criminalCaseId/sealed/:staffId/out' },
    journals: ['proceedings.sealed'],
    act: (scene: Scene, _, { params, version }) => stopSeeing(scene, { ...params, version }),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/bodies?done=stop_seeing`,
  }),
];

const WordsPage = ({ opened, page }: { opened: OpenWords; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('proceedings.open.words')}
        back={{
          href: `/proceedings/${opened.criminalCaseId}`,
          label: words.t('proceedings.case.title', { reference: opened.reference }),
        }}
      />
      <Notice>{words.t('proceedings.open.logged', { at: words.date(page.now, 'moment') })}</Notice>
      {opened.texts.map(({ field, about, label, text }) => (
        <Panel
          key={field}
          title={[words.t(`proceedings.words.${about}`), ...(label === null ? [] : [label])].join(' ')}
        >
          <p class="as-typed" dir="auto">
            {text}
          </p>
        </Panel>
      ))}
    </>
  );
};

/** The words of an inquiry, for one purpose: written down before they are answered. */
const wordsScreen = ({ vault }: ProceedingsTools): Screen<Profile> =>
  askScreen({
    room: 'proceedings',
    path: '/proceedings/:criminalCaseId/words',
    permit: 'proceedings.investigate',
    params: criminalCaseParams,
    body: openForm,
    journals: ['proceedings.words_asked', 'identity.opened', 'identity.open-refused'],
    reads: ({ purpose }, { criminalCaseId }) => ({
      type: 'proceedings.words_asked',
      subject: { kind: 'criminal_case', id: criminalCaseId },
      data: { purpose: purpose ?? null },
    }),
    load: async (scene: Scene, input, { params }) => {
      const opened = await openWords(scene, vault, params.criminalCaseId, input.purpose ?? '');
      return isRefusal(opened) ? opened : { opened };
    },
    title: (_, words) => words.t('proceedings.open.words'),
    page: ({ opened }, page) => <WordsPage opened={opened} page={page} />,
    again: caseScreen,
  });

/** Who sees a case, and its words. */
export const bodyScreens = (tools: ProceedingsTools): readonly Screen<Profile>[] => [
  bodiesScreen,
  ...sealing,
  wordsScreen(tools),
];
