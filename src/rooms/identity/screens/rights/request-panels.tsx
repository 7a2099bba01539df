import type { VNode } from 'preact';
import {
  Button,
  ButtonLink,
  FieldSet,
  FormFor,
  formState,
  Lines,
  Notice,
  type PageContext,
  Panel,
} from '../../../../platform/web/index.ts';
import { defineForm } from '../../../../platform/form/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import { type Asked, isRead } from '../../actions/rights/answer.ts';
import type { Keeper, LegalHold } from '../../actions/rights/erase.ts';
import { decideForm, extendForm, holdForm, refuseForm } from '../../facts/rights.ts';
import { bodyName } from '../../../directory/index.ts';
import { HoldLines } from './due.tsx';
import { groundText, SmallForm, withGrounds } from './parts.tsx';

/** A request with all that its page says. */
export type Shown = Asked & {
  readonly keepers: readonly Keeper[];
  readonly holds: readonly LegalHold[];
  /** An erasure is proposed, and somebody else could approve it if the viewer asked. */
  readonly mayAsk: boolean;
  readonly profile: Profile;
};
export type Part = { readonly shown: Shown; readonly page: PageContext };

const partName = (page: PageContext, part: Shown['parts'][number]): string =>
  part.isText
    ? page.words.t('identity.rights.texts_of', { part: page.words.t(`cases.code.sealed-parts.${part.code}`) })
    : page.words.t(`identity.rights.part.${part.code}`);

/** What was decided, part by part, or what a reader found. */
const Marks = ({ shown, page }: Part): VNode => (
  <Panel title={page.words.t('identity.rights.parts')}>
    <Lines
      lines={shown.parts.map((part) => {
        const mark = shown.marks.get(part.code);
        const never = part.never === null ? undefined : groundText(shown.profile, page, part.never);
        const plain = mark !== undefined && ['give', 'clear', 'others'].includes(mark);
        return {
          main: partName(page, part),
          note: plain
            ? page.words.t(`identity.rights.mark.${mark}`)
            : mark === undefined
              ? (never ?? page.words.t(part.isText ? 'identity.rights.mark.unread' : 'identity.rights.mark.facts'))
              : groundText(shown.profile, page, mark),
        };
      })}
    />
  </Panel>
);

/** The parts of this request: each must be decided, and none is called optional. */
const formOf = ({ parts }: Shown) =>
  defineForm(
    'identity',
    decideForm.fields
      .filter(({ id }) => parts.some(({ code }) => id === `part_${code}`))
      .map((field) => ({ ...field, required: true })),
  );

/** Begins with what the law and the reader leave: facts are given, what names others is withheld; the officer decides. */
const proposed = ({ parts, marks }: Shown): Record<string, string> =>
  Object.fromEntries(
    parts.flatMap(({ code, never }) => {
      const value =
        never ?? (marks.get(code) === 'others' ? 'rights_of_others' : marks.get(code) === 'clear' ? 'give' : '');
      return value === '' ? [] : [[`part_${code}`, value]];
    }),
  );

const Decide = ({ shown, page }: Part): VNode => {
  const form = formOf(shown);
  const { words } = page;
  return (
    <Panel title={words.t('identity.rights.decide')}>
      <p>{words.t('identity.rights.decide_text')}</p>
      <FormFor page={page} action={`/rights/${shown.request.id}/decide`} light>
        <FieldSet
          page={withGrounds(page, shown.profile, shown.request)}
          form={form}
          state={page.form ?? formState(form, proposed(shown))}
        />
        <Button>{words.t('identity.rights.decide_do')}</Button>
      </FormFor>
    </Panel>
  );
};

/** What the answer is made of, and deciding it. */
export const Access = ({ shown, page }: Part): VNode => (
  <>
    <Marks shown={shown} page={page} />
    {shown.request.state === 'received' && !isRead(shown) ? (
      <Notice>{page.words.t('identity.rights.reader_first')}</Notice>
    ) : null}
    {isRead(shown) ? <Decide shown={shown} page={page} /> : null}
  </>
);

const Keepers = ({ shown, page }: Part): VNode => (
  <Panel title={page.words.t('identity.rights.erase.who_keeps')}>
    {shown.keepers.length === 0 ? (
      <p>{page.words.t('identity.rights.erase.nobody_keeps')}</p>
    ) : (
      <Lines
        lines={shown.keepers.map(({ organisationId, ground }) => ({
          main: bodyName(shown.profile, page.words, organisationId),
          note: groundText(shown.profile, page, ground),
        }))}
      />
    )}
  </Panel>
);

/** An erasure that is proposed is asked for by an officer, unless nobody else could then approve it. */
const TakeUp = ({ shown, page }: Part): VNode => {
  const { words } = page;
  if (!shown.mayAsk) return <Notice>{words.t('identity.refusal.nobody_else_approves')}</Notice>;
  return (
    <SmallForm
      page={page}
      action={`/rights/${shown.request.id}/take-up`}
      title={words.t('identity.rights.erase.take_up')}
      text={words.t('identity.rights.erase.take_up_text')}
      button={words.t('identity.rights.erase.take_up')}
    />
  );
};

/** Who would keep what, and the act of the second person. */
export const Erasure = ({ shown, page }: Part): VNode => {
  const { request, holds } = shown;
  const { words } = page;
  const base = `/rights/${request.id}`;
  const isOwn = request.recordedBy === page.viewer?.staffId;
  return (
    <>
      {request.state === 'done' ? (
        <p class="actions">
          <ButtonLink href={`${base}/certificate`}>{words.t('identity.rights.certificate.title')}</ButtonLink>
        </p>
      ) : (
        <Keepers shown={shown} page={page} />
      )}
      {request.state === 'proposed' ? <TakeUp shown={shown} page={page} /> : null}
      {request.state === 'received' && isOwn ? <Notice>{words.t('identity.rights.erase.second_person')}</Notice> : null}
      {request.state === 'received' && !isOwn && holds.length === 0 ? (
        <SmallForm
          page={page}
          action={`${base}/erase`}
          title={words.t('identity.rights.erase.approve')}
          text={words.t('identity.rights.erase.approve_text')}
          button={words.t('identity.rights.erase.approve')}
          kind="danger"
        />
      ) : null}
      {holds.length > 0 ? <Notice tone="warn">{words.t('identity.refusal.held')}</Notice> : null}
    </>
  );
};

const simple: Readonly<Record<string, readonly { readonly state: string; readonly act: string }[]>> = {
  rectification: [{ state: 'received', act: 'accept' }],
  restriction: [
    { state: 'received', act: 'restrict' },
    { state: 'in_force', act: 'lift' },
  ],
};

/** Acts that need no more than a press. */
export const Simple = ({ shown, page }: Part): VNode => (
  <>
    {(simple[shown.request.kind] ?? [])
      .filter(({ state }) => state === shown.request.state)
      .map(({ act }) => (
        <SmallForm
          key={act}
          page={page}
          action={`/rights/${shown.request.id}/${act}`}
          title={page.words.t(`identity.rights.act.${act}`)}
          text={page.words.t(`identity.rights.act.${act}_text`)}
          button={page.words.t(`identity.rights.act.${act}`)}
          kind="primary"
        />
      ))}
    {shown.request.kind === 'rectification' && shown.request.state === 'decided' ? (
      <Notice>{page.words.t('identity.rights.worker_corrects')}</Notice>
    ) : null}
  </>
);

/** More time, or a refusal with its ground. */
export const Further = ({ shown, page }: Part): VNode | null => {
  const { request } = shown;
  const { words } = page;
  const base = `/rights/${request.id}`;
  const canExtend = ['received', 'read'].includes(request.state) && request.extensionReason === null;
  const canRefuse = ['proposed', 'received', 'read'].includes(request.state);
  return (
    <>
      {canExtend && request.askedBy !== 'schedule' ? (
        <SmallForm
          page={page}
          action={`${base}/extend`}
          title={words.t('identity.rights.extend')}
          text={words.t('identity.rights.extend_text')}
          form={extendForm}
          button={words.t('identity.rights.extend')}
        />
      ) : null}
      {canRefuse ? (
        <SmallForm
          page={withGrounds(page, shown.profile, request)}
          action={`${base}/refuse`}
          title={words.t('identity.rights.refuse')}
          text={words.t('identity.rights.refuse_text')}
          form={refuseForm}
          button={words.t('identity.rights.refuse')}
        />
      ) : null}
    </>
  );
};

/** What holds an erasure back. */
export const Holds = ({ shown, page }: Part): VNode => (
  <>
    <Panel title={page.words.t('identity.rights.hold.title')}>
      <HoldLines holds={shown.holds} profile={shown.profile} page={page} />
    </Panel>
    {shown.request.state === 'done' && shown.request.kind === 'erasure' ? null : (
      <SmallForm
        page={page}
        action={`/rights/${shown.request.id}/hold`}
        title={page.words.t('identity.rights.hold.set')}
        text={page.words.t('identity.rights.hold.set_text')}
        form={holdForm}
        button={page.words.t('identity.rights.hold.set')}
      />
    )}
  </>
);
