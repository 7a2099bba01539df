import { type VNode } from 'preact';
import { renderSVG } from 'uqr';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { VaultAnswers } from '../../../platform/vault-client/index.ts';
import { ErrorSummary, FieldSet, formState, type ValuesOf } from '../../../platform/form/index.ts';
import {
  Button,
  FormFor,
  openGet,
  openPost,
  type PageContext,
  PageHead,
  Panel,
  type Screen,
  type Visit,
} from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { z } from 'zod';
import { activationForm, newPasswordForm } from '../facts.ts';
import type { DirectoryTools } from '../actions/index.ts';
import { vaultRefusal } from './sign-in.tsx';

type Attempt = VaultAnswers['activationBegin'];

/** Attempts under way, ten minutes each at most: the vault holds the secrets, this only the page's facts. */
const attempts = new Map<string, Attempt>();
const mostAttempts = 500;

const remember = (attempt: Attempt): void => {
  if (attempts.size >= mostAttempts) attempts.delete(attempts.keys().next().value ?? '');
  attempts.set(attempt.attempt, attempt);
};

const CodePage = ({ page }: { page: PageContext }): VNode => (
  <>
    <PageHead title={page.words.t('directory.activate.title')} lead={page.words.t('directory.activate.lead')} />
    <ErrorSummary page={page} />
    <FormFor page={page} action="/activate" light>
      <FieldSet page={page} form={activationForm} state={page.form ?? formState(activationForm, {})} />
      <Button>{page.words.t('directory.activate.button')}</Button>
    </FormFor>
  </>
);

/** The picture an authenticator app reads, as an image of our own (a data address: no outside service draws it). */
const QrCode = ({ uri, label }: { uri: string; label: string }): VNode => (
  <img
    src={`data:image/svg+xml;base64,${Buffer.from(renderSVG(uri)).toString('base64')}`}
    width="220"
    height="220"
    alt={label}
  />
);

const PasswordPart = ({ page, attempt }: { page: PageContext; attempt: Attempt }): VNode | null =>
  attempt.totp === null ? null : (
    <Panel title={page.words.t('directory.activate.password')}>
      <p>{page.words.t('directory.activate.totp')}</p>
      <QrCode uri={attempt.totp.uri} label={page.words.t('directory.activate.qr')} />
      <p>
        {page.words.t('directory.activate.secret')} <code>{attempt.totp.secret}</code>
      </p>
      <FormFor page={page} action={`/activate/${attempt.attempt}`} light>
        <FieldSet page={page} form={newPasswordForm} state={page.form ?? formState(newPasswordForm, {})} />
        <Button>{page.words.t('directory.activate.finish')}</Button>
      </FormFor>
    </Panel>
  );

const MethodPage = ({ page, attempt }: { page: PageContext; attempt: Attempt }): VNode => (
  <>
    <PageHead title={page.words.t('directory.activate.welcome')} lead={page.words.t('directory.activate.choose')} />
    <ErrorSummary page={page} />
    <Panel title={page.words.t('directory.activate.passkey')}>
      <div
        data-passkey-register
        data-options={JSON.stringify(attempt.passkeyOptions)}
        data-finish={`/activate/${attempt.attempt}/passkey`}
      >
        <p>
          {page.words.t(attempt.passkeyOnly ? 'directory.activate.passkey-needed' : 'directory.activate.passkey-lead')}
        </p>
        <button type="button" class="button primary" data-passkey-button hidden>
          {page.words.t('directory.activate.passkey-button')}
        </button>
        <p role="status" data-passkey-state data-failed={page.words.t('directory.activate.passkey-failed')} />
        <noscript>
          <p class="soft">{page.words.t('directory.sign-in.passkey-script')}</p>
        </noscript>
      </div>
    </Panel>
    <PasswordPart page={page} attempt={attempt} />
  </>
);

const attemptParams = z.object({ attempt: z.uuid() });

/** One-time activation: the code, then a passkey or a password with an authenticator app. */
export const activationScreens = (tools: DirectoryTools): readonly Screen<Profile>[] => {
  const code = openGet<Profile, Record<string, never>>({
    room: 'directory',
    path: '/activate',
    load: async () => ({}),
    title: (_, words) => words.t('directory.activate.title'),
    page: (_, page) => <CodePage page={page} />,
  });
  const begin = openPost({
    room: 'directory',
    path: '/activate',
    body: activationForm,
    act: async (_: Visit<Profile>, input: ValuesOf<typeof activationForm>) => {
      const attempt = await tools.vault.activationBegin({ code: (input.activation_code ?? '').trim() });
      if (isRefusal(attempt)) return vaultRefusal(attempt.refused);
      remember(attempt);
      return attempt;
    },
    then: (attempt) => `/activate/${attempt.attempt}`,
    again: code,
  });
  const method = openGet({
    room: 'directory',
    path: '/activate/:attempt',
    params: attemptParams,
    load: async (visit: Visit<Profile, { attempt: string }>) => attempts.get(visit.params.attempt) ?? null,
    title: (_, words) => words.t('directory.activate.welcome'),
    page: (attempt, page) => <MethodPage page={page} attempt={attempt} />,
  });
  return [code, begin, method, passwordPost(tools, method)];
};

const passwordPost = (tools: DirectoryTools, again: Screen<Profile>): Screen<Profile> =>
  openPost({
    room: 'directory',
    path: '/activate/:attempt',
    params: attemptParams,
    body: newPasswordForm,
    act: async (visit: Visit<Profile, { attempt: string }>, input: ValuesOf<typeof newPasswordForm>) => {
      const attempt = attempts.get(visit.params.attempt);
      if (!attempt) return refuse('vault_code_not_valid');
      const done = await tools.vault.activationFinish({
        attempt: attempt.attempt,
        proof: {
          method: 'password',
          password: input.new_password ?? '',
          code: (input.first_code ?? '').replaceAll(' ', ''),
        },
      });
      if (isRefusal(done)) return vaultRefusal(done.refused);
      attempts.delete(attempt.attempt);
      return done;
    },
    then: () => '/sign-in?done=activated',
    again,
  });
