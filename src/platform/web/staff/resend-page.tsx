import type { VNode } from 'preact';
import type { RawForm } from '../../form/form.ts';
import { textOf, textsOf } from '../../form/raw.ts';
import { Button } from '../components/basic.tsx';
import { FormFor, HiddenInputs } from '../components/form-for.tsx';
import type { PageContext } from '../page.ts';
import { type Exchange, pageContext, renderPage } from './render.tsx';
import { withoutOwn } from './received.ts';

/** Why a form could not be taken as it came: the session ended, or its page belongs to an earlier session. */
export type ResendReason = 'signed_out' | 'other_session';

const typedTexts = (raw: RawForm): readonly string[] =>
  Object.keys(raw).flatMap((name) => textsOf(raw, name).filter((text) => text.trim().length > 2));

const Resend = (props: { page: PageContext; raw: RawForm; reason: ResendReason; signInPath: string }): VNode => {
  const { page, raw, reason, signInPath } = props;
  const { words } = page;
  return (
    <article class="problem">
      <h1>{words.t(`platform.resend.${reason}.title`)}</h1>
      <p>{words.t(`platform.resend.${reason}.text`)}</p>
      {reason === 'signed_out' ? (
        <p>
          <a href={signInPath} target="_blank" rel="noopener">
            {words.t('platform.resend.sign_in')}
          </a>
        </p>
      ) : null}
      <FormFor page={page} action={page.path}>
        <HiddenInputs raw={raw} />
        <Button>{words.t('platform.resend.again')}</Button>
      </FormFor>
      <details>
        <summary>{words.t('platform.resend.typed')}</summary>
        {typedTexts(raw).map((text) => (
          <p class="as-typed" dir="auto" key={text}>
            {text}
          </p>
        ))}
      </details>
    </article>
  );
};

/** Keeps all that was typed when a form arrives without its session, and sends it again once there is one. */
export const resendPage = <Profile,>(
  exchange: Exchange<Profile>,
  raw: RawForm,
  reason: ResendReason,
): Promise<string> => {
  const { words } = exchange.visitor;
  const context = pageContext(exchange, null);
  // The key of the form stays: sent twice it is still one sending.
  const page = { ...context, formKey: textOf(raw, '_key') || context.formKey };
  exchange.reply.code(reason === 'signed_out' ? 401 : 403);
  const { signInPath } = exchange.environment;
  const kept = { ...withoutOwn(raw), ...pick(raw, ['_version', '_button']) };
  const content = <Resend page={page} raw={kept} reason={reason} signInPath={signInPath} />;
  return renderPage(exchange, page, content, words.t(`platform.resend.${reason}.title`));
};

const pick = (raw: RawForm, names: readonly string[]): RawForm =>
  Object.fromEntries(
    names.flatMap((name) => (textsOf(raw, name).length > 0 ? [[name, textsOf(raw, name)] as const] : [])),
  );
