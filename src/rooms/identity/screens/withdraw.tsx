import type { VNode } from 'preact';
import {
  Button,
  ErrorSummary,
  Facts,
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
} from '../../../platform/web/index.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { keptWithout, takeConsentBack, type WithdrawInput } from '../actions/withdraw.ts';
import { withdrawForm } from '../facts.ts';
import { consentState } from '../rules.ts';
import { consentParams, factsOf, loadConsent, type OneConsent } from './paper.tsx';
import { type Home, homeOf, homePath, type IdentityTools, PersonHead } from './parts.tsx';
import { bodyName } from '../../directory/index.ts';

type Kept = Awaited<ReturnType<typeof keptWithout>>;
type Shown = OneConsent & { readonly kept: Kept };

const articleOf = (profile: Profile, page: PageContext, code: string): string => {
  const basis = profile.bases.find(({ id }) => id === code);
  if (basis === undefined) return page.words.t('identity.withdraw.other_ground');
  return `${profile.nameIn(basis.names, page.words.language)}, ${basis.article} · ${page.words.t(`identity.mark.${basis.provenance}`)}`;
};

/** What stays although the consent goes, each with its law: said before, not found out after. */
const KeptPanel = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { kept, profile } = shown;
  const { words } = page;
  return (
    <Panel title={words.t('identity.withdraw.kept')}>
      {kept.length === 0 ? (
        <p>{words.t('identity.withdraw.nothing_kept')}</p>
      ) : (
        <Lines
          lines={kept.map((one) => ({
            main: `${bodyName(profile, words, one.organisationId)}: ${named(page, 'sealed-parts', one.compartment)}`,
            note: articleOf(profile, page, one.basisCode),
          }))}
        />
      )}
    </Panel>
  );
};

const WithdrawPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const { person, consent } = shown;
  return (
    <>
      <PersonHead person={person} page={page} title={words.t('identity.withdraw.title')} back="consents" />
      <ErrorSummary page={page} />
      <Facts facts={factsOf(shown, page)} />
      <Notice title={words.t('identity.withdraw.what')}>
        <p>{words.t('identity.withdraw.what_text')}</p>
        <p>{words.t('identity.withdraw.copies')}</p>
      </Notice>
      <KeptPanel shown={shown} page={page} />
      {consentState(consent, page.today) === 'withdrawn' ? null : (
        <FormFor page={page} action={`${homeOf(person)}/consents/${consent.id}/withdraw`}>
          <FieldSet page={page} form={withdrawForm} state={page.form ?? formState(withdrawForm, {})} />
          <Button kind="danger">{words.t('identity.withdraw.do')}</Button>
        </FormFor>
      )}
    </>
  );
};

const withdrawScreen = (home: Home): Screen<Profile> =>
  getScreen({
    room: 'identity',
    path: `${home.path}/consents/:consentId/withdraw`,
    permit: 'identity.record-consent',
    params: consentParams,
    load: async (scene: Scene, where): Promise<Shown | null> => {
      const shown = await loadConsent(home)(scene, where);
      if (shown === null || shown.consent.answer === 'refused') return null;
      return { ...shown, kept: await keptWithout(scene, shown.consent) };
    },
    title: (_, words) => words.t('identity.withdraw.title'),
    page: (shown, page) => <WithdrawPage shown={shown} page={page} />,
  });

const takeBackScreen = (home: Home, tools: IdentityTools, again: Screen<Profile>): Screen<Profile> =>
  postScreen({
    journals: ['identity.consent_withdrawn', 'identity.withdrawal-refused'],
    room: 'identity',
    path: `${home.path}/consents/:consentId/withdraw`,
    permit: 'identity.record-consent',
    params: consentParams,
    body: withdrawForm,
    act: async (scene: Scene, input, { params }) => {
      const shown = await loadConsent(home)(scene, { params });
      if (shown === null) return refuse('not_found');
      const taken = await takeConsentBack(scene, tools.vault, shown.consent.id, input as WithdrawInput);
      // Who was there by this consent alone stands before a closed door now, and has one thing left to do.
      return isRefusal(taken) ? taken : { isInside: (await home.personOf(scene, params)) !== null };
    },
    then: ({ isInside }, params) =>
      isInside ? `${homePath(params)}/consents?done=consent_withdrawn` : '/withdrawals?done=consent_withdrawn',
    again,
  });

/** Taking a consent back: what happens, what cannot be called back, what is kept by which law; then one button. */
export const withdrawScreens = (home: Home, tools: IdentityTools): readonly Screen<Profile>[] => {
  const page = withdrawScreen(home);
  return [page, takeBackScreen(home, tools, page)];
};
