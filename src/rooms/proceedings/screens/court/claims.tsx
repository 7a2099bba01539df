import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  Chip,
  type Column,
  ErrorSummary,
  type Fact,
  Facts,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  named,
  Notice,
  type PageContext,
  PageHead,
  Pagination,
  Panel,
  postScreen,
  type Screen,
  Table,
} from '../../../../platform/web/index.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import {
  type Claim,
  type ClaimDecision,
  type ClaimInput,
  type ClaimList,
  claimsPerPage,
  compensationMachine,
  decideClaim,
  fileClaim,
  type PersonView,
  readClaim,
  readClaims,
  readPersonInProceedings,
} from '../../actions/index.ts';
import { claimDecisionForm, claimForm } from '../../facts/index.ts';
import { moneyText, namedAll, withCodes } from './parts.tsx';
import { compensationLines, entryText } from './rights.tsx';

type Listed = ClaimList & { readonly profile: Profile };
const deciding = { room: 'proceedings', permit: 'proceedings.compensate' } as const;
const tones = { filed: 'warn', granted: 'good', refused: 'plain' } as const;

const ClaimChip = ({ claim, page }: { readonly claim: Claim; readonly page: PageContext }): VNode => (
  <Chip tone={tones[claim.state]}>{page.words.t(`proceedings.claim.state.${claim.state}`)}</Chip>
);

const columnsOf = ({ profile }: Listed, page: PageContext): readonly Column<Claim>[] => {
  const { words } = page;
  const column = (id: string, cell: Column<Claim>['cell']) => ({
    ...{ id, label: words.t(`proceedings.claim.column.${id}`), cell },
  });
  return [
    { ...column('reference', ({ id, reference }) => <a href={`/claims/${id}`}>{reference}</a>), heads: true },
    column('filed', ({ filedOn }) => words.date(filedOn, 'short')),
    column('asked', ({ askedCents }) => moneyText(askedCents, profile, words)),
    column('state', (claim) => <ClaimChip claim={claim} page={page} />),
  ];
};

const ClaimsPage = ({ list, page }: { readonly list: Listed; readonly page: PageContext }): VNode => (
  <>
    <PageHead
      title={page.words.t('proceedings.claim.list')}
      lead={page.words.t('proceedings.claim.list_lead', { count: list.waiting })}
    />
    <Table
      page={page}
      caption={page.words.t('proceedings.claim.list')}
      captionUnseen
      rows={list.claims}
      rowKey={({ id }) => id}
      empty={page.words.t('proceedings.claim.none')}
      columns={columnsOf(list, page)}
    />
    <Pagination page={page} current={list.page} size={claimsPerPage} total={list.total} />
  </>
);

const claimsScreen: Screen<Profile> = getScreen({
  ...{ ...deciding, path: '/claims', query: z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) }) },
  load: async (scene: Scene, { query }) => {
    const list = await readClaims(scene, query.page);
    return isRefusal(list) ? list : { ...list, profile: scene.profile };
  },
  title: (_, words) => words.t('proceedings.claim.list'),
  page: (list, page) => <ClaimsPage list={list as Listed} page={page} />,
});

type OneClaim = { readonly claim: Claim; readonly profile: Profile };
const claimParams = z.object({ claimId: z.uuid() });

const factsOf = ({ claim, profile }: OneClaim, page: PageContext): readonly Fact[] => {
  const { words } = page;
  return [
    { label: words.t('proceedings.claim.column.filed'), value: words.date(claim.filedOn, 'long') },
    { label: words.t('proceedings.claim.column.asked'), value: moneyText(claim.askedCents, profile, words) },
    { label: words.t('proceedings.field.claim_language.label'), value: named(page, 'languages', claim.language) },
    ...(claim.decidedOn === null
      ? []
      : [
          { label: words.t('proceedings.claim.decided'), value: words.date(claim.decidedOn, 'long') },
          { label: words.t('proceedings.claim.reasons'), value: namedAll(page, 'claim-reasons', claim.reasons) },
        ]),
    ...(claim.grantedCents === null
      ? []
      : [{ label: words.t('proceedings.claim.granted'), value: moneyText(claim.grantedCents, profile, words) }]),
  ];
};

const ClaimPage = ({ shown, page }: { readonly shown: OneClaim; readonly page: PageContext }): VNode => {
  const { claim } = shown;
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('proceedings.claim.title', { reference: claim.reference })}
        lead={words.t('proceedings.claim.lead')}
        back={{ href: '/claims', label: words.t('proceedings.claim.list') }}
        chips={<ClaimChip claim={claim} page={page} />}
      />
      <ErrorSummary page={page} />
      <Facts facts={factsOf(shown, page)} />
      {claim.state === 'filed' ? (
        <Panel title={words.t('proceedings.claim.decide')}>
          <p class="soft">{words.t('proceedings.claim.decide_lead')}</p>
          <FormFor page={page} action={`/claims/${claim.id}`}>
            <FieldSet
              page={page}
              form={claimDecisionForm}
              state={page.form ?? formState(claimDecisionForm, { decided_on: page.today })}
            />
            <Button>{words.t('proceedings.claim.save')}</Button>
          </FormFor>
        </Panel>
      ) : null}
    </>
  );
};

const claimScreen: Screen<Profile> = getScreen({
  ...{ ...deciding, path: '/claims/:claimId', params: claimParams },
  load: async (scene: Scene, { params }): Promise<OneClaim | null> => {
    const found = await readClaim(scene, params.claimId);
    return found === null ? null : { claim: found.claim, profile: scene.profile };
  },
  title: ({ claim }, words) => words.t('proceedings.claim.title', { reference: claim.reference }),
  page: (shown, page) => <ClaimPage shown={shown} page={page} />,
});

type OfPerson = PersonView & { readonly profile: Profile };
const personParams = z.object({ caseId: z.uuid() });
const serving = { room: 'proceedings', permit: 'assistance.work' } as const;

const loadPerson = async (
  scene: Scene,
  { params }: { readonly params: { readonly caseId: string } },
): Promise<OfPerson | null> => {
  const view = await readPersonInProceedings(scene, params.caseId);
  return view === null ? null : { ...view, profile: scene.profile };
};

const Claiming = ({ shown, page }: { readonly shown: OfPerson; readonly page: PageContext }): VNode | null => {
  const { words } = page;
  const { profile } = shown;
  if (!shown.mayFile) return null;
  const languages = profile.justice.compensation?.claim_languages ?? [];
  const own = withCodes(page, 'languages', (codes) => codes.filter(({ code }) => languages.includes(code)));
  return (
    <Panel title={words.t('proceedings.claim.new')}>
      <p class="soft">{words.t('proceedings.claim.new_lead')}</p>
      <FormFor page={page} action={`/cases/${shown.file.id}/compensation`}>
        <FieldSet page={own} form={claimForm} state={page.form ?? formState(claimForm, { happened_on: page.today })} />
        <Button>{words.t('proceedings.claim.file')}</Button>
      </FormFor>
    </Panel>
  );
};

const PersonPage = ({ shown, page }: { readonly shown: OfPerson; readonly page: PageContext }): VNode => {
  const { words } = page;
  const { profile, ledger } = shown;
  return (
    <>
      <PageHead
        title={words.t('proceedings.person.part')}
        lead={words.t('proceedings.person.part_lead')}
        back={{
          href: `/cases/${shown.file.id}`,
          label: words.t('proceedings.person.back', { reference: shown.file.reference ?? '' }),
        }}
      />
      <ErrorSummary page={page} />
      <Panel title={words.t('proceedings.rights.thread')}>
        {shown.entries.length === 0 ? <p class="empty">{words.t('proceedings.rights.none')}</p> : null}
        <Lines
          lines={shown.entries.map((entry) => ({
            main: words.t(`proceedings.entry.${entry.kind}`),
            note: [words.date(entry.happenedOn, 'long'), entryText(entry, page)].filter((it) => it !== '').join(' · '),
          }))}
        />
      </Panel>
      <Panel title={words.t('proceedings.compensation.title')}>
        <Facts
          facts={[
            {
              label: words.t('proceedings.compensation.state'),
              value: profile.stateName(compensationMachine, shown.state, words.language),
            },
            { label: words.t('proceedings.compensation.awarded'), value: moneyText(ledger.awarded, profile, words) },
            { label: words.t('proceedings.compensation.paid'), value: moneyText(ledger.paid, profile, words) },
          ]}
        />
        <Lines lines={compensationLines(shown.steps, profile, page)} />
      </Panel>
      {shown.mayFile ? <Claiming shown={shown} page={page} /> : <Notice>{words.t('proceedings.claim.not_now')}</Notice>}
    </>
  );
};

const personScreen: Screen<Profile> = getScreen({
  ...{ ...serving, path: '/cases/:caseId/compensation', params: personParams, load: loadPerson },
  title: (_, words) => words.t('proceedings.person.part'),
  page: (shown, page) => <PersonPage shown={shown} page={page} />,
});

/** Claims to the State: filed by the service that supports the person, decided by the ministry. */
export const claimScreens: readonly Screen<Profile>[] = [
  claimsScreen,
  claimScreen,
  personScreen,
  postScreen({
    ...{ ...deciding, path: '/claims/:claimId', params: claimParams, body: claimDecisionForm, again: claimScreen },
    journals: ['proceedings.claim_decided'],
    act: (scene: Scene, input, { params }) => decideClaim(scene, params.claimId, input as ClaimDecision),
    then: ({ claimId }) => `/claims/${claimId}?done=claim_decided`,
  }),
  postScreen({
    ...{ ...serving, path: '/cases/:caseId/compensation', params: personParams, body: claimForm, again: personScreen },
    ...{ journals: ['proceedings.claim_filed'], once: true },
    act: (scene: Scene, input, { params }) => fileClaim(scene, params.caseId, input as ClaimInput),
    then: ({ caseId }) => `/cases/${caseId}/compensation?done=claim_filed`,
  }),
];
