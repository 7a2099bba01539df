import type { VNode } from 'preact';
import { z } from 'zod';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import {
  Chip,
  ErrorSummary,
  named,
  ownPurposes,
  type PageContext,
  PageHead,
  Panel,
  stateIn,
  Tabs,
  FieldSet,
  FormFor,
  Button,
} from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type CaseView, type CriminalCase, type HandKeys, readCriminalCase, type Suspect } from '../actions/index.ts';
import { openForm } from '../facts/index.ts';
import { caseMachine } from '../steps.ts';

/** What the screens of this room need beside a scene. */
export type ProceedingsTools = { readonly vault: VaultClient; readonly profile: Profile; readonly hand: HandKeys };

export const criminalCaseParams = z.object({ criminalCaseId: z.uuid() });

/** A criminal case as its pages show it. */
export type Shown = { readonly view: CaseView; readonly profile: Profile };
/** What every part of such a page is given. */
export type Props = { readonly shown: Shown; readonly page: PageContext };

/** Loads a criminal case for a page; null for whoever does not see it. */
export const loadShown = async (
  scene: Scene,
  { params }: { readonly params: { readonly criminalCaseId: string } },
): Promise<Shown | null> => {
  const view = await readCriminalCase(scene, params.criminalCaseId);
  return view === null ? null : { view, profile: scene.profile };
};

/** Reading a criminal case is written down. */
export const reading = {
  journals: ['proceedings.case_read'] as const,
  reads: ({ criminalCaseId }: { readonly criminalCaseId: string }) => ({
    type: 'proceedings.case_read',
    subject: { kind: 'criminal_case', id: criminalCaseId },
  }),
};

/** The address of a criminal case. */
export const caseHref = ({ id }: Pick<CriminalCase, 'id'>): string => `/proceedings/${id}`;

const tones: Readonly<Record<string, 'thread' | 'good' | 'warn' | 'danger' | 'plain'>> = {
  preliminary: 'thread',
  instruction: 'thread',
  suspended: 'warn',
  referred: 'warn',
  trial: 'warn',
  convicted: 'good',
};

/** Where a case stands, always in words. */
export const StateChip = ({ state, profile, words }: { state: string; profile: Profile; words: Words }): VNode => (
  <Chip tone={tones[state] ?? 'plain'}>{profile.stateName(caseMachine, state, words.language)}</Chip>
);

/** The views of a criminal case: path behind its address, text `proceedings.tab.<id>`, and who sees it. */
const views: readonly {
  readonly id: string;
  readonly path: string;
  readonly inquiry?: true;
  /** Stands behind *More*. */
  readonly seldom?: true;
  readonly count?: (view: CaseView) => number;
}[] = [
  { id: 'overview', path: '' },
  { id: 'people', path: '/people', count: ({ suspects }) => suspects.length },
  { id: 'charges', path: '/charges' },
  { id: 'court', path: '/court' },
  { id: 'victims', path: '/victims', count: ({ victims }) => victims.filter(({ leftOn }) => leftOn === null).length },
  { id: 'rights', path: '/rights' },
  { id: 'measures', path: '/measures', inquiry: true },
  { id: 'abroad', path: '/abroad', inquiry: true },
  { id: 'evidence', path: '/evidence', inquiry: true },
  { id: 'network', path: '/network', inquiry: true },
  { id: 'exchanges', path: '/exchanges', inquiry: true, seldom: true },
  {
    id: 'bodies',
    path: '/bodies',
    seldom: true,
    count: ({ bodies }) => bodies.filter(({ until }) => until === null).length,
  },
];

const CaseTabs = ({ shown, page, tab }: Props & { readonly tab: string }): VNode => {
  const { view } = shown;
  const visible = views.filter(({ inquiry }) => inquiry !== true || view.rights.investigate);
  const tabOf = ({ id, path, count }: (typeof views)[number]) => ({
    href: `${caseHref(view.file)}${path}`,
    label: page.words.t(`proceedings.tab.${id}`),
    current: id === tab,
    ...(count === undefined ? {} : { count: count(view) }),
  });
  return (
    <Tabs
      label={page.words.t('proceedings.tabs')}
      tabs={visible.filter(({ seldom }) => seldom !== true).map(tabOf)}
      more={{
        label: page.words.t('proceedings.tab.more'),
        tabs: visible.filter(({ seldom }) => seldom === true).map(tabOf),
      }}
    />
  );
};

/** The head of a page of a case, with its views; an inner page leads back to the view it belongs to. */
export const CaseHead = ({
  shown,
  page,
  tab,
  inner,
  actions,
}: Props & { readonly tab: string; readonly inner?: string; readonly actions?: VNode | null }): VNode => {
  const { view, profile } = shown;
  const { words } = page;
  const { file } = view;
  const title = words.t('proceedings.case.title', { reference: file.reference });
  const back = { href: `${caseHref(file)}${views.find(({ id }) => id === tab)?.path ?? ''}`, label: title };
  return (
    <>
      <PageHead
        title={inner ?? title}
        lead={named(page, 'case-qualifications', file.lastQualification)}
        back={inner === undefined ? { href: '/proceedings', label: words.t('proceedings.list.title') } : back}
        actions={actions}
        chips={
          <>
            <StateChip state={file.state} profile={profile} words={words} />
            {file.sealedFor === null ? null : <Chip tone="danger">{words.t('proceedings.chip.sealed')}</Chip>}
            {file.scope === 'transnational' ? <Chip>{named(page, 'case-scopes', file.scope)}</Chip> : null}
          </>
        }
      />
      {inner === undefined ? <CaseTabs shown={shown} page={page} tab={tab} /> : null}
      <ErrorSummary page={page} />
    </>
  );
};

/** How a suspect is called where no name is open: by the number of the case. */
export const suspectName = (words: Words, { kind, number }: Pick<Suspect, 'kind' | 'number'>): string =>
  words.t(`proceedings.suspect.name.${kind}`, { number });

/** A country, or that it is not known. */
export const countryName = (profile: Profile, words: Words, code: string | null): string =>
  code === null ? words.t('proceedings.not_known') : profile.codeName('countries', code, words.language);

/** A form that asks for a purpose before something is opened. */
export const OpenPanel = ({
  page,
  action,
  name,
}: {
  readonly page: PageContext;
  readonly action: string;
  readonly name: 'names' | 'words';
}): VNode => (
  <Panel title={page.words.t(`proceedings.open.${name}`)}>
    <p class="soft">{page.words.t(`proceedings.open.${name}_lead`)}</p>
    <FormFor page={page} action={action} light>
      <FieldSet page={ownPurposes(page)} form={openForm} state={stateIn(page, openForm)} />
      <Button kind="quiet">{page.words.t(`proceedings.open.${name}`)}</Button>
    </FormFor>
  </Panel>
);
