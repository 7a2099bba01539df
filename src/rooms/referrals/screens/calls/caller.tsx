import type { VNode } from 'preact';
import type { PlainDate } from '../../../../platform/clock.ts';
import {
  Button,
  Chip,
  FieldSet,
  FormFor,
  formState,
  named,
  Notice,
  ownPurposes,
  type PageContext,
} from '../../../../platform/web/index.ts';
import type { Caller } from '../../actions/calls/callers.ts';
import { callPurposeForm } from '../../facts/call-forms.ts';
import type { Call } from '../../actions/calls/types.ts';
import { callLine, pathOf, when } from './parts.tsx';

/** What a colleague advises, read for a purpose; and that it no longer holds. */
const FlagActs = ({ call, flagId, page }: { call: Call; flagId: string; page: PageContext }): VNode => (
  <>
    <FormFor page={page} action={`${pathOf(call)}/flags/${flagId}/open`} light>
      <FieldSet page={ownPurposes(page)} form={callPurposeForm} state={formState(callPurposeForm, {})} />
      <Button kind="quiet">{page.words.t('referrals.calls.read_advice')}</Button>
    </FormFor>
    <FormFor page={page} action={`${pathOf(call)}/flags/${flagId}/end`} light>
      <Button kind="quiet">{page.words.t('referrals.calls.end_flag')}</Button>
    </FormFor>
  </>
);

const Flags = ({ call, known, page }: { call: Call; known: Caller; page: PageContext }): VNode | null =>
  known.flags.length === 0 ? null : (
    <ul class="lines">
      {known.flags.map((flag) => (
        <li key={flag.id}>
          <span class="line-main">
            <Chip tone="warn">{named(page, 'caller-flags', flag.kind)}</Chip>
          </span>
          <span class="soft">
            {page.words.t('referrals.calls.flag_until', {
              name: flag.setter_name,
              date: page.words.date(flag.expires_on as PlainDate, 'short'),
            })}
          </span>
          <FlagActs call={call} flagId={flag.id} page={page} />
        </li>
      ))}
    </ul>
  );

/** A number that called before: when, and what helps. It informs, and blocks nobody. */
export const CallerPanel = ({ call, known, page }: { call: Call; known: Caller; page: PageContext }): VNode | null => {
  if (call.caller_mark === null) return null;
  if (known.before.length === 0 && known.flags.length === 0)
    return (
      <div id="caller">
        <Notice>{page.words.t('referrals.calls.first_time')}</Notice>
      </div>
    );
  return (
    <div id="caller">
      <Notice tone="thread" title={page.words.t('referrals.calls.called_before', { count: known.before.length })}>
        <p>{page.words.t('referrals.calls.never_blocked')}</p>
        <Flags call={call} known={known} page={page} />
        <ul class="plain-list">
          {known.before.slice(0, 5).map((one) => (
            <li key={one.id}>
              <a href={pathOf(one)}>{one.reference}</a> · {when(page, one.began_at)} · {callLine(page, one)}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
};
