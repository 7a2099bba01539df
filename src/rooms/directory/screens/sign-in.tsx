import type { VNode } from 'preact';
import { isRefusal, type Refusal, refuse } from '../../../platform/outcome.ts';
import type { SignedContext } from '../../../platform/vault-client/index.ts';
import { ErrorSummary, FieldSet, formState, type ValuesOf } from '../../../platform/form/index.ts';
import {
  Button,
  FormFor,
  hashOfToken,
  newSessionToken,
  Notice,
  openGet,
  openPost,
  ownPath,
  type PageContext,
  PageHead,
  Panel,
  type Screen,
  type Visit,
} from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { beginSession, type DirectoryTools } from '../actions/index.ts';
import { passwordForm } from '../facts.ts';

/** Where somebody wanted to go before she was asked to sign in: a path of our own, else the first page. */
export const nextOf = (query: Readonly<Record<string, unknown>>): string =>
  typeof query['next'] === 'string' ? ownPath(query['next'], '/') : '/';

/** An address that keeps in mind where somebody wanted to go. */
export const keepingNext = (path: string, query: PageContext['query']): string => {
  const next = nextOf(query);
  return next === '/' ? path : `${path}?next=${encodeURIComponent(next)}`;
};

/** Keeps the signed context as a session under a new token, ends the old one, and sets the cookie. */
export const keepSession = async (
  visit: Visit<Profile>,
  tools: DirectoryTools,
  token: string,
  signed: SignedContext,
): Promise<void> => {
  await beginSession(tools.database, hashOfToken(token), signed);
  await visit.endSession();
  visit.startSession(token);
};

/** A refusal of the vault in our own list: its codes use dashes, a wait is told in whole minutes. */
export const vaultRefusal = ({ refused, values }: Refusal): Refusal => {
  const seconds = Number(values?.['seconds'] ?? 0);
  return refuse(`vault_${refused.replaceAll('-', '_')}`, { values: { minutes: Math.max(1, Math.ceil(seconds / 60)) } });
};

const PasskeyPart = ({ page }: { page: PageContext }): VNode => (
  <Panel title={page.words.t('directory.sign-in.passkey')}>
    <div
      class="form"
      data-passkey-sign-in
      data-begin="/sign-in/passkey/begin"
      data-finish={keepingNext('/sign-in/passkey/finish', page.query)}
    >
      <p>{page.words.t('directory.sign-in.passkey-lead')}</p>
      <button type="button" class="button primary" data-passkey-button hidden>
        {page.words.t('directory.sign-in.passkey-button')}
      </button>
      <p
        class="passkey-state"
        role="status"
        data-passkey-state
        data-failed={page.words.t('directory.sign-in.passkey-failed')}
      />
      <noscript>
        <p class="soft">{page.words.t('directory.sign-in.passkey-script')}</p>
      </noscript>
    </div>
  </Panel>
);

const PasswordPart = ({ page }: { page: PageContext }): VNode => (
  <Panel title={page.words.t('directory.sign-in.password')}>
    <FormFor page={page} action={keepingNext('/sign-in', page.query)} light>
      <FieldSet page={page} form={passwordForm} state={page.form ?? formState(passwordForm, {})} />
      <Button>{page.words.t('directory.sign-in.button')}</Button>
    </FormFor>
  </Panel>
);

const SignInPage = ({ page, demonstration }: { page: PageContext; demonstration: boolean }): VNode => (
  <>
    <PageHead title={page.words.t('directory.sign-in.title')} lead={page.words.t('directory.sign-in.lead')} />
    <ErrorSummary page={page} />
    {demonstration ? (
      <Notice tone="plum" title={page.words.t('directory.sign-in.demonstration')}>
        <a href={keepingNext('/step-in', page.query)}>{page.words.t('directory.sign-in.step-in')}</a>
      </Notice>
    ) : null}
    <PasskeyPart page={page} />
    <PasswordPart page={page} />
    <p>
      <a href="/activate">{page.words.t('directory.sign-in.activate')}</a>
    </p>
  </>
);

const signInPage = (tools: DirectoryTools): Screen<Profile> =>
  openGet<Profile, { demonstration: boolean }>({
    room: 'directory',
    path: '/sign-in',
    load: async () => ({ demonstration: tools.demonstration }),
    title: (_, words) => words.t('directory.sign-in.title'),
    page: (data, page) => <SignInPage page={page} demonstration={data.demonstration} />,
  });

/** The pages to sign in with password and one-time code, or passkey. */
export const signInScreens = (tools: DirectoryTools): readonly Screen<Profile>[] => {
  const shown = signInPage(tools);
  const sent = openPost({
    room: 'directory',
    path: '/sign-in',
    body: passwordForm,
    act: async (visit: Visit<Profile>, input: ValuesOf<typeof passwordForm>) => {
      const token = newSessionToken();
      const signed = await tools.vault.signInPassword({
        login: (input.login ?? '').trim().toLowerCase(),
        password: input.password ?? '',
        code: (input.code ?? '').replaceAll(' ', ''),
        sessionHash: hashOfToken(token),
      });
      if (isRefusal(signed)) return vaultRefusal(signed);
      await keepSession(visit, tools, token, signed);
      return { next: nextOf(visit.query) };
    },
    then: ({ next }) => next,
    again: shown,
  });
  return [shown, sent];
};
