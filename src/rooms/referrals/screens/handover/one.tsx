import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  askDownloadScreen,
  askScreen,
  Button,
  ErrorSummary,
  type Fact,
  FormFor,
  getScreen,
  named,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import {
  type Handover,
  openHandover,
  type OpenedHandover,
  readHandover,
  readTold,
  receiveHandover,
  type Told,
} from '../../actions/handover.ts';
import { may, OneButton } from '../triage/parts.tsx';
import { FactList, handoverFacts, type HandoverTools } from './parts.tsx';
import { handoverDocument } from './paper.ts';
import { bodyName } from '../../../directory/index.ts';

type Shown = {
  readonly handover: Handover;
  readonly opened: OpenedHandover | null;
  readonly profile: Profile;
  /** How far the mail is that tells a body without account. */
  readonly told?: Told | null;
};

const params = z.object({ handoverId: z.uuid() });
const place = { room: 'referrals', permit: 'anyone-signed-in', params } as const;
const purposeBody = z.looseObject({ purpose: z.string().max(60).default('') });

const isReceiver = (page: PageContext, handover: Handover): boolean =>
  may(page, 'referrals.receive-redirected') && page.viewer?.organisationId === handover.to_organisation_id;

const OpenForm = ({ handover, page }: { handover: Handover; page: PageContext }): VNode | null => {
  const { words, viewer } = page;
  if (!viewer?.opens.includes('notes')) return null;
  return (
    <Panel title={words.t('referrals.handover.told')}>
      <p class="hint">{words.t('referrals.record.open_text')}</p>
      <FormFor page={page} action={`/handovers/${handover.id}/open`} light>
        <label class="field">
          <span class="field-label">{words.t('referrals.record.purpose')}</span>
          <select name="purpose" id="purpose">
            {viewer.purposes.map((purpose) => (
              <option key={purpose} value={purpose} selected={purpose === 'handle_redirected'}>
                {named(page, 'opening-purposes', purpose)}
              </option>
            ))}
          </select>
        </label>
        <div class="actions">
          <Button>{words.t('referrals.record.open_button')}</Button>
          <Button kind="quiet" file formaction={`/handovers/${handover.id}/document.pdf`}>
            {words.t('referrals.paper.download_opened')}
          </Button>
        </div>
      </FormFor>
    </Panel>
  );
};

const Told = ({ opened, page }: { opened: OpenedHandover; page: PageContext }): VNode => {
  const { t } = page.words;
  return (
    <Panel title={t('referrals.handover.told')}>
      <p class="as-typed" dir="auto">
        {opened.facts}
      </p>
      {opened.names === null ? null : (
        <>
          <h3>{t('referrals.handover.names')}</h3>
          <p class="as-typed" dir="auto">
            {opened.names}
          </p>
        </>
      )}
    </Panel>
  );
};

const backOf = ({ handover }: Shown, page: PageContext) =>
  isReceiver(page, handover)
    ? { href: '/handovers', label: page.words.t('referrals.handover.inbox') }
    : { href: `/received/${handover.report_id}`, label: page.words.t('referrals.record.back') };

/** Whether a body without account was told by mail that something was handed over to it; that it was not is said plainly. */
const toldFacts = (told: Told | null, { words }: PageContext): readonly Fact[] => {
  if (told === null) return [];
  const label = words.t('referrals.handover.fact.told');
  if (told.deliveredAt !== null)
    return [{ label, value: words.t('referrals.handover.told_at', { at: words.date(told.deliveredAt, 'moment') }) }];
  const why = told.fault === null ? 'waits' : told.fault === 'no_way_to_tell' ? 'no_way' : 'failed';
  return [{ label, value: words.t('referrals.handover.not_told', { why }) }];
};

const OnePage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { handover, opened, profile } = shown;
  const { t } = page.words;
  const path = `/handovers/${handover.id}`;
  return (
    <>
      <PageHead
        title={t('referrals.handover.document', { reference: handover.reference })}
        lead={t('referrals.handover.lead', {
          from: bodyName(profile, page.words, handover.from_organisation_id),
          to: bodyName(profile, page.words, handover.to_organisation_id),
        })}
        back={backOf(shown, page)}
      />
      <ErrorSummary page={page} />
      <Notice>{t('referrals.handover.no_finding')}</Notice>
      <Panel title={t('referrals.handover.facts')}>
        <FactList facts={[...handoverFacts(profile, page, handover), ...toldFacts(shown.told ?? null, page)]} />
        {isReceiver(page, handover) && handover.received_at === null ? (
          <OneButton page={page} kind="primary" action={`${path}/receive`} label={t('referrals.handover.confirm')} />
        ) : null}
      </Panel>
      {opened === null ? <OpenForm handover={handover} page={page} /> : <Told opened={opened} page={page} />}
    </>
  );
};

const onePage = getScreen({
  journals: ['referrals.handover_read'],
  ...{ ...place, path: '/handovers/:handoverId' },
  reads: ({ handoverId }: { handoverId: string }) => ({
    type: 'referrals.handover_read',
    subject: { kind: 'handover', id: handoverId },
  }),
  load: async (scene: Scene, where) => {
    const handover = await readHandover(scene, where.params.handoverId);
    if (handover === null) return null;
    return { handover, opened: null, profile: scene.profile, told: await readTold(scene, handover) };
  },
  title: ({ handover }, words) => words.t('referrals.handover.document', { reference: handover.reference }),
  page: (shown, page) => <OnePage shown={shown} page={page} />,
});

const load =
  ({ vault }: HandoverTools) =>
  async (
    scene: Scene,
    { purpose }: { readonly purpose: string },
    where: { readonly params: { handoverId: string } },
  ) => {
    const opened = await openHandover(scene, vault, { handoverId: where.params.handoverId, purpose });
    return isRefusal(opened) ? opened : { handover: opened.handover, opened, profile: scene.profile };
  };

/** One hand-over, for the body that gave it and the body that got it: its facts, what was told, its receipt, its document. */
export const oneScreens = (tools: HandoverTools): readonly Screen<Profile>[] => [
  onePage,
  postScreen({
    journals: ['referrals.handover_received'],
    ...{ ...place, path: '/handovers/:handoverId/receive', permit: 'referrals.receive-redirected' },
    ...{ body: z.object({}), again: onePage },
    act: (scene: Scene, _, { params: where }) => receiveHandover(scene, where.handoverId),
    then: ({ handoverId }) => `/handovers/${handoverId}?done=handover_received`,
  }),
  askScreen({
    journals: ['identity.opened', 'identity.open-refused'],
    ...{ ...place, path: '/handovers/:handoverId/open', body: purposeBody, again: onePage },
    // The vault writes who opened what and why, and commits that before it answers.
    reads: () => null,
    load: load(tools),
    title: ({ handover }, words) => words.t('referrals.handover.document', { reference: handover.reference }),
    page: (shown, page) => <OnePage shown={shown} page={page} />,
  }),
  askDownloadScreen({
    journals: ['identity.opened', 'identity.open-refused'],
    ...{ ...place, path: '/handovers/:handoverId/document.pdf', body: purposeBody, again: onePage },
    reads: () => null,
    load: load(tools),
    file: async ({ opened, profile }, page, context) => {
      const bytes = await tools.print(handoverDocument(opened, { profile, page, context }));
      if (isRefusal(bytes)) return bytes;
      return { name: `handover-${opened.handover.reference}.pdf`, type: 'application/pdf', bytes };
    },
  }),
];
