import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  FieldSet,
  FormFor,
  getScreen,
  Lines,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
  stateIn,
} from '../../../platform/web/index.ts';
import { hasPermit } from '../../../platform/viewer.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type CaseFile, loadCase } from '../../cases/index.ts';
import { addVictim, type CaseVictim, joinFromReport, readCasesOfPerson } from '../actions/index.ts';
import { victimForm } from '../facts/index.ts';
import { CaseHead, caseHref, criminalCaseParams, loadShown, type Props, StateChip } from './parts.tsx';

const lineOf = (it: CaseVictim, page: PageContext) => {
  const { words } = page;
  const name = words.t('proceedings.victim.name', { number: it.number });
  const day = words.date(it.joinedOn, 'long');
  const isHers = it.reference !== null && page.viewer !== null && hasPermit(page.viewer, 'cases.read');
  return {
    main: isHers ? <a href={`/cases/${it.caseId}`}>{`${name} · ${it.reference}`}</a> : name,
    note: words.t('proceedings.victim.since', { day }),
  };
};

const Adding = ({ shown, page }: Props): VNode | null => {
  const { view } = shown;
  const { t } = page.words;
  if (!view.rights.investigate) return null;
  const base = `${caseHref(view.file)}/victims`;
  return (
    <Panel title={t('proceedings.victim.add')}>
      <FormFor page={page} action={base}>
        <FieldSet page={page} form={victimForm} state={stateIn(page, victimForm)} />
        <Button kind="quiet">{t('proceedings.victim.add')}</Button>
      </FormFor>
      {view.file.fromReportId === null ? null : (
        <FormFor page={page} action={`${base}/report`} light>
          <p class="soft">{t('proceedings.victim.report_lead')}</p>
          <Button kind="quiet">{t('proceedings.victim.report')}</Button>
        </FormFor>
      )}
    </Panel>
  );
};

const VictimsPage = (props: Props): VNode => {
  const { shown, page } = props;
  const { t } = page.words;
  return (
    <>
      <CaseHead {...props} tab="victims" />
      <Panel title={t('proceedings.tab.victims')}>
        <p class="soft">{t('proceedings.victim.lead')}</p>
        {shown.view.victims.length === 0 ? (
          <p class="empty">{t('proceedings.victim.none')}</p>
        ) : (
          <Lines lines={shown.view.victims.map((it) => lineOf(it, page))} />
        )}
      </Panel>
      <Adding {...props} />
    </>
  );
};

const victimsScreen: Screen<Profile> = getScreen({
  room: 'proceedings',
  path: '/proceedings/:criminalCaseId/victims',
  permit: 'proceedings.read',
  params: criminalCaseParams,
  load: loadShown,
  title: ({ view }, words) => words.t('proceedings.case.title', { reference: view.file.reference }),
  page: (shown, page) => <VictimsPage shown={shown} page={page} />,
});

const joining = {
  ...{ room: 'proceedings', permit: 'proceedings.investigate', params: criminalCaseParams, again: victimsScreen },
} as const;

type OfPerson = {
  readonly file: CaseFile;
  readonly found: Awaited<ReturnType<typeof readCasesOfPerson>>;
  readonly profile: Profile;
};

const PersonPage = ({ shown, page }: { shown: OfPerson; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('proceedings.tab')}
        lead={words.t('proceedings.person.lead')}
        back={{
          href: `/cases/${shown.file.id}`,
          label: words.t('proceedings.person.back', { reference: shown.file.reference ?? '' }),
        }}
      />
      {shown.found.length === 0 ? (
        <p class="empty">{words.t('proceedings.person.none')}</p>
      ) : (
        <Lines
          lines={shown.found.map(({ id, reference, state }) => ({
            main: <a href={`/proceedings/${id}`}>{reference}</a>,
            note: <StateChip state={state} profile={shown.profile} words={words} />,
          }))}
        />
      )}
    </>
  );
};

/** The criminal cases about one person, on the page of her case. */
const personScreen: Screen<Profile> = getScreen({
  room: 'proceedings',
  path: '/cases/:caseId/proceedings',
  permit: 'proceedings.read',
  params: z.object({ caseId: z.uuid() }),
  load: async (scene: Scene, { params }): Promise<OfPerson | null> => {
    const file = await loadCase(scene, params.caseId);
    if (file === null) return null;
    return { file, found: await readCasesOfPerson(scene, params.caseId), profile: scene.profile };
  },
  title: (_, words) => words.t('proceedings.tab'),
  page: (shown, page) => <PersonPage shown={shown} page={page} />,
});

/** Whose exploitation a case is about. */
export const victimScreens: readonly Screen<Profile>[] = [
  victimsScreen,
  personScreen,
  postScreen({
    ...{ ...joining, path: '/proceedings/:criminalCaseId/victims', body: victimForm },
    journals: ['proceedings.person_joined'],
    act: (scene: Scene, input, { params }) =>
      addVictim(scene, params.criminalCaseId, { victim_reference: input.victim_reference ?? '' }),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/victims?done=person_joined`,
  }),
  postScreen({
    ...{ ...joining, path: '/proceedings/:criminalCaseId/victims/report', body: z.object({}) },
    journals: ['proceedings.persons_joined'],
    act: (scene: Scene, _, { params }) => joinFromReport(scene, params.criminalCaseId),
    then: ({ criminalCaseId, persons }) =>
      `/proceedings/${criminalCaseId}/victims?done=${persons > 0 ? 'persons_joined' : 'nobody_new'}`,
  }),
];
