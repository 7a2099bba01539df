import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import {
  Button,
  Chip,
  type Column,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  named,
  Notice,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { bodyName } from '../../directory/index.ts';
import { addCustody, addExhibit, type CustodyInput, type ExhibitInput, type Kept } from '../actions/index.ts';
import { custodyForm, exhibitForm } from '../facts/index.ts';
import { custodyIsOver } from '../rules/index.ts';
import {
  Doing,
  inquiring,
  type InquiryProps,
  type InquiryShown,
  inquiryScreen,
  loadInquiry,
  tabHref,
} from './inquiry-parts.tsx';
import { CaseHead, criminalCaseParams } from './parts.tsx';

const exhibitParams = criminalCaseParams.extend({ exhibitId: z.uuid() });

const nameOf = (it: Kept, page: PageContext): string => `E${it.number} · ${named(page, 'exhibit-kinds', it.kind)}`;

const Whole = ({ it, page }: { it: Kept; page: PageContext }): VNode =>
  it.breaksAt === null ? (
    <Chip tone="good">{page.words.t('proceedings.custody.whole')}</Chip>
  ) : (
    <Chip tone="danger">{page.words.t('proceedings.custody.breaks', { number: it.breaksAt })}</Chip>
  );

const amountOf = (it: Kept, { shown, page }: InquiryProps): string =>
  it.cents === null
    ? '–'
    : page.words.t('proceedings.amount', { amount: it.cents / 100, currency: shown.profile.currency });

const columnsOf = (props: InquiryProps): readonly Column<Kept>[] => {
  const { shown, page } = props;
  const { words } = page;
  const column = (id: string, cell: Column<Kept>['cell']) => ({
    ...{ id, label: words.t(`proceedings.column.${id}`), cell },
  });
  return [
    {
      ...column('exhibit', (it) => <a href={`${tabHref(shown, 'evidence')}/${it.id}`}>{nameOf(it, page)}</a>),
      heads: true,
    },
    column('origin', (it) => named(page, 'exhibit-origins', it.origin)),
    column('taken', (it) => words.date(it.takenOn, 'short')),
    column('amount', (it) => amountOf(it, props)),
    column('holder', (it) => bodyName(shown.profile, words, it.chain.at(-1)?.holder ?? '')),
    column('chain', (it) => <Whole it={it} page={page} />),
  ];
};

const EvidenceBody = (props: InquiryProps): VNode => {
  const { shown, page } = props;
  const { t } = page.words;
  return (
    <>
      <p class="soft">{t('proceedings.evidence.lead')}</p>
      <Table
        page={page}
        caption={t('proceedings.tab.evidence')}
        captionUnseen
        rows={shown.inquiry.exhibits}
        rowKey={({ id }) => id}
        empty={t('proceedings.evidence.none')}
        columns={columnsOf(props)}
      />
      <Doing
        page={page}
        name="exhibit"
        action={tabHref(shown, 'evidence')}
        form={exhibitForm}
        start={{ taken_on: page.today }}
      />
    </>
  );
};

const evidenceScreen = inquiryScreen('evidence', EvidenceBody);

type OneShown = InquiryShown & { readonly exhibit: Kept };

const Chain = ({ shown, page }: { shown: OneShown; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <Panel title={words.t('proceedings.custody.title')}>
      <Lines
        lines={shown.exhibit.chain.map((link) => ({
          main: `${link.number} · ${words.t(`proceedings.custody.${link.event}`)}: ${bodyName(shown.profile, words, link.holder)}`,
          note: (
            <>
              {words.date(link.on, 'long')} · {link.byName ?? '–'} · <code>{link.hash.slice(0, 16)}</code>
            </>
          ),
        }))}
      />
    </Panel>
  );
};

const ExhibitPage = ({ shown, page }: { shown: OneShown; page: PageContext }): VNode => {
  const { exhibit } = shown;
  const { t } = page.words;
  const last = exhibit.chain.at(-1);
  return (
    <>
      <CaseHead shown={shown} page={page} tab="evidence" inner={nameOf(exhibit, page)} />
      {exhibit.breaksAt === null ? null : (
        <Notice tone="danger">{t('proceedings.custody.broken', { number: exhibit.breaksAt })}</Notice>
      )}
      {exhibit.fingerprint === null ? null : (
        <p class="soft">
          {t('proceedings.evidence.fingerprint')} <code class="wraps">{exhibit.fingerprint}</code>
        </p>
      )}
      <Chain shown={shown} page={page} />
      {last === undefined || custodyIsOver(last.event) ? null : (
        <Panel title={t('proceedings.custody.add')}>
          <FormFor page={page} action={`${tabHref(shown, 'evidence')}/${exhibit.id}`}>
            <FieldSet
              page={page}
              form={custodyForm}
              state={page.form ?? formState(custodyForm, { happened_on: page.today })}
            />
            <Button>{t('proceedings.save')}</Button>
          </FormFor>
        </Panel>
      )}
    </>
  );
};

const exhibitScreen: Screen<Profile> = getScreen({
  ...{ ...inquiring, path: '/proceedings/:criminalCaseId/evidence/:exhibitId', params: exhibitParams },
  load: async (scene: Scene, where) => {
    const shown = await loadInquiry(scene, where);
    if (shown === null || isRefusal(shown)) return shown;
    const exhibit = shown.inquiry.exhibits.find(({ id }) => id === where.params.exhibitId);
    return exhibit === undefined ? refuse('exhibit_unknown') : { ...shown, exhibit };
  },
  title: (_, words) => words.t('proceedings.tab.evidence'),
  page: (shown, page) => <ExhibitPage shown={shown} page={page} />,
});

/** Exhibits and their chains of custody. */
export const evidenceScreens: readonly Screen<Profile>[] = [
  evidenceScreen,
  exhibitScreen,
  postScreen({
    ...{ ...inquiring, path: '/proceedings/:criminalCaseId/evidence', body: exhibitForm, again: evidenceScreen },
    ...{ journals: ['proceedings.exhibit_added'], once: true },
    act: (scene: Scene, input, { params }) => addExhibit(scene, params.criminalCaseId, input as ExhibitInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/evidence?done=exhibit_added`,
  }),
  postScreen({
    ...{ ...inquiring, path: '/proceedings/:criminalCaseId/evidence/:exhibitId', params: exhibitParams },
    ...{ body: custodyForm, journals: ['proceedings.custody_changed'], again: exhibitScreen },
    act: (scene: Scene, input, { params }) => addCustody(scene, params, input as CustodyInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/evidence?done=custody_changed`,
  }),
];
