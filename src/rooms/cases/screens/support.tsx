import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  ButtonLink,
  Chip,
  ErrorSummary,
  type Fact,
  Facts,
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
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import type { StandingConsent } from '../../identity/index.ts';
import {
  acceptSupport,
  type CaseFile,
  consentForSupport,
  declineSupport,
  hasWords,
  loadCase,
  readOffer,
  type ReferInput,
  referToSupport,
  shareKeys,
  type SupportReferral,
} from '../actions/index.ts';
import { answerForm, supportForm } from '../facts.ts';
import { endScreens, offerParams, TakeBack, WordsForm } from './support-ends.tsx';
import { supportInboxScreen } from './support-inbox.tsx';
import { at, caseParams, type CasesTools, InnerHead } from './parts.tsx';
import { bodyName } from '../../directory/index.ts';

type Offering = { readonly file: CaseFile; readonly profile: Profile; readonly consent: StandingConsent | null };

const ConsentPart = ({ shown, page }: { shown: Offering; page: PageContext }): VNode => {
  const { file, profile, consent } = shown;
  const { words } = page;
  const service = profile.nameIn(profile.organisationFor('supports').names, words.language);
  return consent === null ? (
    <Notice tone="warn" title={words.t('cases.support.explain')}>
      <p>{words.t('cases.support.ask_first', { service })}</p>
      <ButtonLink href={`/cases/${file.id}/consents`}>{words.t('cases.support.ask')}</ButtonLink>
    </Notice>
  ) : (
    <Notice title={words.t('cases.support.explain')}>
      <p>{words.t('cases.support.explain_text', { service })}</p>
      <p>
        {words.t('cases.support.consent_is', {
          day: words.date(consent.givenOn, 'long'),
          parts: consent.compartments.map((part) => named(page, 'sealed-parts', part)).join(', '),
        })}
      </p>
    </Notice>
  );
};

const OfferForm = ({ shown, page }: { shown: Offering; page: PageContext }): VNode => {
  const { file, profile, consent } = shown;
  const { words } = page;
  const service = profile.nameIn(profile.organisationFor('supports').names, words.language);
  return (
    <>
      <InnerHead file={file} page={page} profile={profile} title={words.t('cases.support.refer_to', { service })} />
      <ErrorSummary page={page} />
      <ConsentPart shown={shown} page={page} />
      {consent === null ? null : (
        <FormFor page={page} action={`/cases/${file.id}/support`}>
          <FieldSet page={page} form={supportForm} state={page.form ?? formState(supportForm, {})} />
          <Button>{words.t('cases.support.send', { service })}</Button>
        </FormFor>
      )}
    </>
  );
};

const offerFormScreen: Screen<Profile> = getScreen({
  room: 'cases',
  path: '/cases/:caseId/support',
  permit: 'cases.refer-support',
  params: caseParams,
  load: async (scene: Scene, { params }): Promise<Offering | null> => {
    const file = await loadCase(scene, params.caseId);
    if (file === null) return null;
    return { file, profile: scene.profile, consent: (await consentForSupport(scene, file.personId)).consent };
  },
  title: (_, words) => words.t('cases.support.refer'),
  page: (shown, page) => <OfferForm shown={shown} page={page} />,
});

const sendOfferScreen: Screen<Profile> = postScreen({
  journals: ['cases.referred_to_support', 'cases.task_done', 'cases.task_set'],
  room: 'cases',
  path: '/cases/:caseId/support',
  once: true,
  permit: 'cases.refer-support',
  params: caseParams,
  body: supportForm,
  act: (scene: Scene, input, { params }) => referToSupport(scene, params.caseId, input as ReferInput),
  then: (_, { caseId }) => `/cases/${caseId}?done=referred_to_support`,
  again: offerFormScreen,
});

const endFact = ({ state }: SupportReferral, reason: string, page: PageContext): Fact =>
  state === 'taken_back'
    ? {
        label: page.words.t('cases.field.take_back_reason.label'),
        value: named(page, 'take-back-reasons', reason),
      }
    : {
        label: page.words.t('cases.field.decline_reason.label'),
        value: named(page, 'support-decline-reasons', reason),
      };

const factsOf = (offer: SupportReferral, profile: Profile, page: PageContext): readonly Fact[] => {
  const { words } = page;
  const fact = (id: string, value: string): Fact => ({ label: words.t(`cases.field.${id}.label`), value });
  return [
    { label: words.t('cases.column.from'), value: bodyName(profile, words, offer.fromOrganisationId) },
    { label: words.t('cases.column.to'), value: bodyName(profile, words, offer.toOrganisationId) },
    fact('urgency', named(page, 'urgency', offer.urgency)),
    fact('agreed_parts', offer.parts.map((part) => named(page, 'sealed-parts', part)).join(', ')),
    fact('given_by', named(page, 'consent-givers', offer.givenBy)),
    fact('given_on', words.date(offer.givenOn, 'long')),
    fact('method', named(page, 'consent-methods', offer.method)),
    fact('language', named(page, 'languages', offer.language)),
    fact('interpreter', named(page, 'interpreter-kinds', offer.interpreter)),
    fact('text_version', offer.textVersion),
    ...(offer.endReason === null ? [] : [endFact(offer, offer.endReason, page)]),
  ];
};

type OneOffer = {
  readonly offer: SupportReferral;
  readonly profile: Profile;
  readonly canShare: boolean;
  /** Words stand sealed beside the reason for which it ended. */
  readonly hasWords: boolean;
};

const AnswerPart = ({ offer, page }: { offer: SupportReferral; page: PageContext }): VNode | null => {
  const may = (permit: string): boolean => page.viewer?.permits.includes(permit) === true;
  const { words } = page;
  if (offer.state !== 'offered') return null;
  if (may('cases.accept-support'))
    return (
      <Panel title={words.t('cases.support.answer')}>
        <FormFor page={page} action={`/support/${offer.id}/answer`}>
          <FieldSet page={page} form={answerForm} state={page.form ?? formState(answerForm, {})} />
          <Button>{words.t('cases.support.answer_send')}</Button>
        </FormFor>
      </Panel>
    );
  return may('cases.refer-support') ? <TakeBack offer={offer} page={page} /> : null;
};

const KeysPart = ({ shown, page }: { shown: OneOffer; page: PageContext }): VNode | null => {
  const { offer, canShare } = shown;
  const { words } = page;
  if (offer.state !== 'accepted') return null;
  if (offer.keysSharedAt !== null)
    return <Notice tone="good">{words.t('cases.support.keys_done', { at: at(words, offer.keysSharedAt) })}</Notice>;
  return (
    <Notice tone="warn" title={words.t('cases.support.keys_wait')}>
      <p>{words.t('cases.support.keys_wait_text')}</p>
      {canShare && page.viewer?.permits.includes('cases.refer-support') ? (
        <FormFor page={page} action={`/support/${offer.id}/keys`} light>
          <Button kind="quiet">{words.t('cases.support.keys_ask')}</Button>
        </FormFor>
      ) : null}
    </Notice>
  );
};

const offerScreen = (tools: CasesTools): Screen<Profile> =>
  getScreen({
    room: 'cases',
    path: '/support/:referralId',
    permit: 'cases.read',
    params: offerParams,
    load: async (scene: Scene, { params }): Promise<OneOffer | null> => {
      const offer = await readOffer(scene, params.referralId);
      if (offer === null) return null;
      const words = await hasWords(scene, offer.id);
      return { offer, profile: scene.profile, canShare: tools.share !== undefined, hasWords: words };
    },
    title: ({ offer }, words) => words.t('cases.support.offer', { reference: offer.reference }),
    page: (shown, page) => (
      <>
        <PageHead
          title={page.words.t('cases.support.offer', { reference: shown.offer.reference })}
          chips={
            <Chip tone={shown.offer.state === 'offered' ? 'warn' : 'plain'}>
              {page.words.t(`cases.support.state.${shown.offer.state}`)}
            </Chip>
          }
          back={{ href: '/support', label: page.words.t('cases.support.inbox') }}
        />
        <ErrorSummary page={page} />
        <KeysPart shown={shown} page={page} />
        <Panel title={page.words.t('cases.support.consent')}>
          <Facts facts={factsOf(shown.offer, shown.profile, page)} />
        </Panel>
        {shown.hasWords ? <WordsForm offer={shown.offer} page={page} /> : null}
        <AnswerPart offer={shown.offer} page={page} />
      </>
    ),
  });

type Answered = { readonly caseId?: string; readonly referralId?: string };

const answerScreen = (again: Screen<Profile>): Screen<Profile> =>
  postScreen({
    journals: ['cases.support_accepted', 'cases.support_declined', 'assistance.begun', 'cases.task_set'],
    room: 'cases',
    path: '/support/:referralId/answer',
    permit: 'cases.accept-support',
    params: offerParams,
    body: answerForm,
    act: async (scene: Scene, input, { params }) =>
      input.accepts === true
        ? acceptSupport(scene, params.referralId)
        : declineSupport(scene, params.referralId, { reason: input.decline_reason, words: input.decline_words }),
    then: (value: Answered) =>
      value.caseId === undefined ? '/support?done=support_declined' : `/cases/${value.caseId}?done=support_accepted`,
    again,
  });

const keysScreen = (tools: CasesTools): readonly Screen<Profile>[] => {
  const { share } = tools;
  if (share === undefined) return [];
  return [
    postScreen({
      journals: ['cases.keys_shared', 'cases.task_done', 'identity.shared', 'identity.share-refused'],
      room: 'cases',
      path: '/support/:referralId/keys',
      permit: 'cases.read',
      params: offerParams,
      body: z.object({}),
      act: (scene: Scene, _, { params }) => shareKeys(scene, share, params.referralId),
      then: (_, { referralId }) => `/support/${referralId}?done=keys_shared`,
    }),
  ];
};

/** Referral to the support service: consent, offer, answer, keys. */
export const supportScreens = (tools: CasesTools): readonly Screen<Profile>[] => {
  const offer = offerScreen(tools);
  return [
    offerFormScreen,
    sendOfferScreen,
    supportInboxScreen,
    offer,
    answerScreen(offer),
    ...endScreens(tools, offer),
    ...keysScreen(tools),
  ];
};
