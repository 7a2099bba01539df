import type { VNode } from 'preact';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import { ErrorSummary, FieldSet, formState, type ValuesOf } from '../../../platform/form/index.ts';
import {
  Button,
  Facts,
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
import type { DirectoryTools } from '../actions/index.ts';
import { activationForm, newPasswordForm } from '../facts.ts';
import { type Attempt, type AttemptBook, attemptBook } from './attempts.ts';
import { vaultRefusal } from './sign-in.tsx';

const CodePage = ({ page }: { page: PageContext }): VNode => (
  <>
    <PageHead
      title={page.words.t('directory.activate.title')}
      lead={page.words.t('directory.activate.lead')}
      back={{ href: '/sign-in', label: page.words.t('directory.sign-in.title') }}
    />
    <ErrorSummary page={page} />
    <FormFor page={page} action="/activate" light>
      <FieldSet page={page} form={activationForm} state={page.form ?? formState(activationForm, {})} />
      <Button>{page.words.t('directory.activate.button')}</Button>
    </FormFor>
  </>
);

const PasskeyPart = ({ page, attempt }: { page: PageContext; attempt: Attempt }): VNode => (
  <Panel title={page.words.t('directory.activate.passkey')}>
    <div
      class="form"
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
      <p
        class="passkey-state"
        role="status"
        data-passkey-state
        data-failed={page.words.t('directory.activate.passkey-failed')}
      />
      <noscript>
        <p class="soft">{page.words.t('directory.sign-in.passkey-script')}</p>
      </noscript>
    </div>
  </Panel>
);

/** The picture an authenticator app reads, as an image of our own (a data address: no outside service draws it). */
const QrCode = ({ uri, label }: { uri: string; label: string }): VNode => (
  <img
    class="qr"
    src={`data:image/svg+xml;base64,${Buffer.from(renderSVG(uri, { border: 2 })).toString('base64')}`}
    width="208"
    height="208"
    alt={label}
  />
);

const inFours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

const PasswordPart = ({ page, attempt }: { page: PageContext; attempt: Attempt }): VNode | null => {
  const t = page.words.t;
  if (attempt.totp === null) return null;
  return (
    <Panel title={t('directory.activate.password')}>
      <div class="with-picture">
        <QrCode uri={attempt.totp.uri} label={t('directory.activate.qr')} />
        <div class="form">
          <p>{t('directory.activate.totp')}</p>
          <p>{t('directory.activate.secret')}</p>
          <p>
            <code>{inFours(attempt.totp.secret)}</code>
          </p>
        </div>
      </div>
      <FormFor page={page} action={`/activate/${attempt.attempt}`} light>
        {/* For password managers: whose password it is. */}
        <input type="text" name="login" value={attempt.login} autocomplete="username" readOnly hidden />
        <FieldSet page={page} form={newPasswordForm} state={page.form ?? formState(newPasswordForm, {})} />
        <Button>{t('directory.activate.finish')}</Button>
      </FormFor>
    </Panel>
  );
};

const MethodPage = ({ page, attempt }: { page: PageContext; attempt: Attempt }): VNode => {
  const t = page.words.t;
  return (
    <>
      <PageHead
        title={t(attempt.passkeyOnly ? 'directory.activate.title' : 'directory.activate.welcome')}
        lead={t(attempt.passkeyOnly ? 'directory.activate.one-way' : 'directory.activate.choose')}
      />
      <ErrorSummary page={page} />
      <Facts
        facts={[
          { label: t('directory.me.name'), value: attempt.displayName },
          { label: t('directory.field.login.label'), value: <code>{attempt.login}</code> },
        ]}
      />
      <PasskeyPart page={page} attempt={attempt} />
      <PasswordPart page={page} attempt={attempt} />
    </>
  );
};

const attemptParams = z.object({ attempt: z.uuid() });

const codeScreens = (tools: DirectoryTools, book: AttemptBook): readonly Screen<Profile>[] => {
  const shown = openGet<Profile, Record<string, never>>({
    room: 'directory',
    path: '/activate',
    load: async () => ({}),
    title: (_, words) => words.t('directory.activate.title'),
    page: (_, page) => <CodePage page={page} />,
  });
  const sent = openPost({
    room: 'directory',
    path: '/activate',
    body: activationForm,
    act: async (_: Visit<Profile>, input: ValuesOf<typeof activationForm>) => {
      const attempt = await tools.vault.activationBegin({ code: (input.activation_code ?? '').trim() });
      if (isRefusal(attempt)) return { ...vaultRefusal(attempt), field: 'activation_code' };
      book.remember(attempt);
      return attempt;
    },
    then: (attempt) => `/activate/${attempt.attempt}`,
    again: shown,
  });
  return [shown, sent];
};

/** The vault names what is wrong by its own fields. */
const fieldOf: Readonly<Record<string, string>> = { password: 'new_password', code: 'first_code' };

const passwordPost = (tools: DirectoryTools, book: AttemptBook, again: Screen<Profile>): Screen<Profile> =>
  openPost({
    room: 'directory',
    path: '/activate/:attempt',
    params: attemptParams,
    body: newPasswordForm,
    act: async ({ params }: Visit<Profile, { attempt: string }>, input: ValuesOf<typeof newPasswordForm>) => {
      const proof = { method: 'password', password: input.new_password ?? '' } as const;
      const code = (input.first_code ?? '').replaceAll(' ', '');
      const done = await tools.vault.activationFinish({ attempt: params.attempt, proof: { ...proof, code } });
      if (isRefusal(done)) {
        const field = fieldOf[done.field ?? ''];
        return { ...vaultRefusal(done), ...(field ? { field } : {}) };
      }
      book.forget(params.attempt);
      return done;
    },
    then: () => '/sign-in?done=activated',
    again,
  });

/** One-time activation: the code, then a passkey or a password with an authenticator app. */
export const activationScreens = (tools: DirectoryTools): readonly Screen<Profile>[] => {
  const book = attemptBook();
  const method = openGet({
    room: 'directory',
    path: '/activate/:attempt',
    params: attemptParams,
    load: async ({ params }: Visit<Profile, { attempt: string }>) =>
      book.find(params.attempt) ?? refuse('activation_over'),
    title: (_, words) => words.t('directory.activate.welcome'),
    page: (attempt, page) => <MethodPage page={page} attempt={attempt} />,
  });
  return [...codeScreens(tools, book), method, passwordPost(tools, book, method)];
};
