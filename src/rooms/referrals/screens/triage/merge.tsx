import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  Button,
  ButtonLink,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Notice,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import {
  findOther,
  mergeReports,
  type Merging,
  type QueueLine,
  readMerging,
  readReceived,
  type ReceivedView,
  reportsNearby,
  withLabels,
} from '../../actions/triage/index.ts';
import { searchForm } from '../../facts/other-forms.ts';
import { InnerHead, pathOf, reportName, reportParams, type TriageTools } from './parts.tsx';
import { QueueTable } from './queue-table.tsx';
import { personLine } from './split.tsx';

const bothParams = z.object({ reportId: z.uuid(), otherId: z.uuid() });
const permit = 'referrals.split-merge';

type Finding = { readonly view: ReceivedView; readonly near: readonly QueueLine[]; readonly profile: Profile };

const FindPage = ({ it, page }: { it: Finding; page: PageContext }): VNode => {
  const { t } = page.words;
  const path = `${pathOf(it.view.report.id)}/merge`;
  return (
    <>
      <InnerHead
        held={it.view}
        page={page}
        title={t('referrals.triage.merge')}
        lead={t('referrals.triage.merge_lead')}
      />
      <ErrorSummary page={page} />
      <FormFor page={page} action={path} light>
        <FieldSet page={page} form={searchForm} state={page.form ?? formState(searchForm, {})} />
        <Button>{t('referrals.triage.merge_find')}</Button>
      </FormFor>
      <Panel title={t('referrals.triage.near')}>
        <p class="soft">{t('referrals.triage.near_note')}</p>
        <QueueTable page={page} profile={it.profile} lines={it.near} empty={t('referrals.triage.near_none')} />
      </Panel>
    </>
  );
};

const findScreens = ({ draftKey }: TriageTools): readonly Screen<Profile>[] => {
  const place = { room: 'referrals', path: '/received/:reportId/merge', permit, params: reportParams } as const;
  const again = getScreen({
    ...place,
    load: async (scene: Scene, { params }) => {
      const labelled = withLabels(scene, draftKey);
      const view = await readReceived(labelled, params.reportId);
      if (isRefusal(view)) return view;
      return { view, near: await reportsNearby(labelled, view), profile: scene.profile };
    },
    title: (_, words) => words.t('referrals.triage.merge'),
    page: (it, page) => <FindPage it={it} page={page} />,
  });
  const post = postScreen({
    journals: ['referrals.searched'],
    ...{ ...place, body: searchForm, again },
    act: (scene: Scene, { searched = '' }, { params }) =>
      findOther(withLabels(scene, draftKey), { reportId: params.reportId, searched }),
    then: ({ reportId, otherId }) => `${pathOf(reportId)}/merge/${otherId}`,
  });
  return [again, post];
};

type PairProps = { readonly it: Merging; readonly page: PageContext };

const PairSelect = ({ it, page, person }: PairProps & { person: Merging['persons'][number] }): VNode => {
  const name = `same.${person.id}`;
  const chosen = page.form?.raw[name]?.[0] ?? '';
  return (
    <p class="field">
      <label class="field-label" for={name}>
        {personLine(page, person)}
      </label>
      <select id={name} name={name} autocomplete="off">
        <option value="">{page.words.t('referrals.triage.somebody_else')}</option>
        {it.others.map((other) => (
          <option key={other.id} value={other.id} selected={other.id === chosen}>
            {personLine(page, other)}
          </option>
        ))}
      </select>
    </p>
  );
};

const MergePage = ({ it, page }: PairProps): VNode => {
  const { t } = page.words;
  const { from, into } = it;
  return (
    <>
      <InnerHead
        held={from}
        page={page}
        title={t('referrals.triage.merge_with', { reference: into.reference ?? '—' })}
        lead={t('referrals.triage.merge_pairs')}
      />
      <ErrorSummary page={page} />
      <Notice tone="warn">{t('referrals.triage.merge_note')}</Notice>
      <FormFor
        page={page}
        action={`${pathOf(from.report.id)}/merge/${into.report.id}`}
        version={String(from.report.version)}
      >
        {it.persons.map((person) => (
          <PairSelect key={person.id} it={it} page={page} person={person} />
        ))}
        <Button>{t('referrals.triage.merge_do')}</Button>
        <ButtonLink kind="quiet" href={pathOf(into.report.id)}>
          {reportName(page.words, into)}
        </ButtonLink>
      </FormFor>
    </>
  );
};

/** `same.<person>` → the person of the other report who is the same human being; empty means somebody else. */
const pairsOf = (raw: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(raw).flatMap(([name, [to = '']]) => {
    const from = /^same\.(.+)$/.exec(name)?.[1];
    return from !== undefined && to !== '' ? [{ from, to }] : [];
  });

const pairScreens = (): readonly Screen<Profile>[] => {
  const place = { room: 'referrals', path: '/received/:reportId/merge/:otherId', permit, params: bothParams } as const;
  const again = getScreen({
    ...place,
    load: (scene: Scene, { params }) => readMerging(scene, params),
    title: (_, words) => words.t('referrals.triage.merge'),
    page: (it, page) => <MergePage it={it} page={page} />,
  });
  const post = postScreen({
    journals: ['referrals.merged'],
    ...{ ...place, body: z.looseObject({}), again },
    act: (scene: Scene, _, { params, version, form }) => mergeReports(scene, { ...params, version }, pairsOf(form.raw)),
    then: ({ reportId }) => `${pathOf(reportId)}?done=merged`,
  });
  return [again, post];
};

/** Two reports about the same facts: find the other, say who is who, count once. */
export const mergeScreens = (tools: TriageTools): readonly Screen<Profile>[] => [
  ...findScreens(tools),
  ...pairScreens(),
];
