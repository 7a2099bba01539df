import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
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
  type PageContext,
  PageHead,
  type Screen,
  type Visit,
} from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { passwordForm } from '../facts.ts';
import { stepInPage } from './step-in.tsx';
import { beginSession, type DirectoryTools } from '../actions/index.ts';

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

/** Refusals of the vault in our own list: its codes use dashes. */
export const vaultRefusal = (code: string): ReturnType<typeof refuse> => refuse(`vault_${code.replaceAll('-', '_')}`);

const PasskeyPart = ({ page }: { page: PageContext }): VNode => (
  <section class="panel">
    <h2 class="panel-title">{page.words.t('directory.sign-in.passkey')}</h2>
    <div
      class="panel-body"
      data-passkey-sign-in
      data-begin="/sign-in/passkey/begin"
      data-finish="/sign-in/passkey/finish"
    >
      <p>{page.words.t('directory.sign-in.passkey-lead')}</p>
      <button type="button" class="button primary" data-passkey-button hidden>
        {page.words.t('directory.sign-in.passkey-button')}
      </button>
      <p role="status" data-passkey-state data-failed={page.words.t('directory.sign-in.passkey-failed')} />
      <noscript>
        <p class="soft">{page.words.t('directory.sign-in.passkey-script')}</p>
      </noscript>
    </div>
  </section>
);

const SignInPage = ({ page, demonstration }: { page: PageContext; demonstration: boolean }): VNode => (
  <>
    <PageHead title={page.words.t('directory.sign-in.title')} lead={page.words.t('directory.sign-in.lead')} />
    {demonstration ? (
      <Notice tone="plum" title={page.words.t('directory.sign-in.demonstration')}>
        <a href="/step-in">{page.words.t('directory.sign-in.step-in')}</a>
      </Notice>
    ) : null}
    <ErrorSummary page={page} />
    <PasskeyPart page={page} />
    <section class="panel">
      <h2 class="panel-title">{page.words.t('directory.sign-in.password')}</h2>
      <div class="panel-body">
        <FormFor page={page} action="/sign-in" light>
          <FieldSet page={page} form={passwordForm} state={page.form ?? formState(passwordForm, {})} />
          <Button>{page.words.t('directory.sign-in.button')}</Button>
        </FormFor>
      </div>
    </section>
    <p>
      <a href="/activate">{page.words.t('directory.sign-in.activate')}</a>
    </p>
  </>
);

/** The pages to sign in with password and one-time code, or passkey. */
export const signInScreens = (tools: DirectoryTools): readonly Screen<Profile>[] => {
  const shown = openGet<Profile, { demonstration: boolean }>({
    room: 'directory',
    path: '/sign-in',
    load: async () => ({ demonstration: tools.demonstration }),
    title: (_, words) => words.t('directory.sign-in.title'),
    page: (data, page) => <SignInPage page={page} demonstration={data.demonstration} />,
  });
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
      if (isRefusal(signed)) return vaultRefusal(signed.refused);
      await keepSession(visit, tools, token, signed);
      return { signedIn: true };
    },
    then: () => '/',
    again: shown,
  });
  return [shown, sent, ...(tools.demonstration ? stepInScreens(tools) : [])];
};

const stepInBody = z.object({ staff: z.uuid() });

/** Only in the demonstration, only on loopback: a page to step in as any of the synthetic personas. */
const stepInScreens = (tools: DirectoryTools): readonly Screen<Profile>[] => {
  const shown = stepInPage(tools);
  const sent = openPost({
    room: 'directory',
    path: '/step-in',
    body: stepInBody,
    act: async (visit: Visit<Profile>, input: { staff: string }) => {
      if (!isLoopback(visit.address)) return refuse('not_allowed');
      const token = newSessionToken();
      const signed = await tools.vault.stepIn({ staffId: input.staff, sessionHash: hashOfToken(token) });
      if (isRefusal(signed)) return vaultRefusal(signed.refused);
      await keepSession(visit, tools, token, signed);
      return { signedIn: true };
    },
    then: () => '/',
    again: shown,
  });
  return [shown, sent];
};

const isLoopback = (address: string): boolean => /^(127\.|::1$|::ffff:127\.)/.test(address);
