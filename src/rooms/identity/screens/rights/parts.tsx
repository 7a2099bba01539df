import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  Chip,
  type Column,
  type Fact,
  Facts,
  FieldSet,
  FormFor,
  formState,
  named,
  type PageContext,
  Panel,
  Table,
  type Tone,
} from '../../../../platform/web/index.ts';
import type { Form } from '../../../../platform/form/index.ts';
import type { PrintDocument } from '../../../../platform/document/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import type { Words } from '../../../../platform/words.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { isOverdue, regimeOf, type RightsRequest } from '../../actions/rights/requests.ts';
import type { RequestState } from '../../facts/rights.ts';
import { groundsFor, termOf } from '../../rules/rights.ts';
import { bodyName } from '../../../directory/index.ts';
import type { IdentityTools } from '../parts.tsx';

/** What these pages need beside the tools of the room: paper, and what the case itself says. */
export type RightsTools = IdentityTools & {
  readonly print: PrintDocument;
  /** What the case itself says of the person, in codes: its reference, its status; never of somebody else. */
  readonly factsOfCase: (
    scene: Scene,
    caseId: Uuid,
  ) => Promise<readonly ((words: Words) => { readonly label: string; readonly value: string })[]>;
};

export const requestParams = z.object({ requestId: z.uuid() });
export const caseRequestParams = z.object({ caseId: z.uuid(), requestId: z.uuid() });

const tones: Readonly<Partial<Record<RequestState, Tone>>> = {
  ...{ proposed: 'warn', received: 'thread', read: 'thread', decided: 'thread', in_force: 'warn', approved: 'warn' },
  ...{ done: 'good', handed_over: 'good' },
};

/** What is done says what was done: erased and corrected are not the same. */
const stateWord = ({ kind, state }: RightsRequest): string =>
  state === 'done' ? (kind === 'erasure' ? 'removed' : 'corrected') : state;

/** The state of a request, and whether its answer is late. */
export const StateChips = ({ it, page }: { it: RightsRequest; page: PageContext }): VNode => (
  <>
    <Chip tone={tones[it.state] ?? 'plain'}>{page.words.t(`identity.rights.state.${stateWord(it)}`)}</Chip>
    {isOverdue(it, page.today) ? <Chip tone="danger">{page.words.t('identity.rights.overdue')}</Chip> : null}
  </>
);

/** The name of a ground in the reader's language, with its law and how sure that is. */
export const groundText = (profile: Profile, page: PageContext, code: string): string => {
  const ground = profile.dataRights.grounds.find((one) => one.code === code);
  if (ground === undefined) return code;
  const { words } = page;
  return `${profile.nameIn(ground.names, words.language)} (${ground.law} · ${words.t(`identity.mark.${ground.provenance}`)})`;
};

const listed = (
  profile: Profile,
  page: PageContext,
  request: RightsRequest,
  fact: (id: string, value: string) => Fact,
) => {
  const { words } = page;
  return [
    ...(request.proof === null ? [] : [fact('proof', named(page, 'request-proofs', request.proof))]),
    ...(request.dataClass === null ? [] : [fact('data_class', className(profile, page, request.dataClass))]),
    ...(request.extensionReason === null
      ? []
      : [fact('extended', named(page, 'extension-reasons', request.extensionReason))]),
    ...(request.ground === null ? [] : [fact('ground', groundText(profile, page, request.ground))]),
    ...(request.decidedAt === null ? [] : [fact('decided', words.date(request.decidedAt, 'long'))]),
    ...(request.purposes.length === 0
      ? []
      : [fact('purposes', request.purposes.map((one) => named(page, 'opening-purposes', one)).join(', '))]),
  ];
};

/** The name of a class of the retention schedule. */
export const className = (profile: Profile, page: PageContext, id: string): string => {
  const found = profile.retention.find((one) => one.id === id);
  return found === undefined ? id : profile.nameIn(found.names, page.words.language);
};

/** Everything that is recorded of a request, as facts. */
export const RequestFacts = (props: {
  readonly it: RightsRequest;
  readonly profile: Profile;
  readonly page: PageContext;
}): VNode => {
  const { it, profile, page } = props;
  const { words } = page;
  const regime = regimeOf(profile, it.organisationId);
  const term = termOf(profile, it.kind, regime);
  const fact = (id: string, value: string): Fact => ({ label: words.t(`identity.rights.fact.${id}`), value });
  const asker = words.t(`identity.rights.asker.${it.askedBy}`);
  return (
    <Facts
      facts={[
        fact('kind', words.t(`identity.rights.kind.${it.kind}`)),
        fact('body', bodyName(profile, words, it.organisationId)),
        fact(
          'asked_by',
          it.authority === null ? asker : `${asker}: ${named(page, 'consent-authorities', it.authority)}`,
        ),
        fact('received', words.date(it.receivedOn, 'long')),
        fact('due', words.date(it.dueOn, 'long')),
        fact(
          'regime',
          `${profile.nameIn(regime.names, words.language)}, ${term.law} · ${words.t(`identity.mark.${term.provenance}`)}`,
        ),
        ...listed(profile, page, it, fact),
      ]}
    />
  );
};

/** A list of requests; `href` tells where each leads. */
export const RequestTable = (props: {
  readonly rows: readonly RightsRequest[];
  readonly page: PageContext;
  readonly caption: string;
  readonly href: (it: RightsRequest) => string;
}): VNode => {
  const { page } = props;
  const { words } = page;
  const column = (id: string, cell: Column<RightsRequest>['cell']): Column<RightsRequest> => ({
    ...{ id, label: words.t(`identity.rights.fact.${id}`), cell },
  });
  return (
    <Table
      page={page}
      caption={props.caption}
      captionUnseen
      rows={props.rows}
      rowKey={({ id }) => id}
      empty={words.t('identity.rights.empty')}
      columns={[
        {
          ...column('kind', (it) => <a href={props.href(it)}>{words.t(`identity.rights.kind.${it.kind}`)}</a>),
          heads: true,
        },
        column('case', (it) => it.reference),
        column('state', (it) => <StateChips it={it} page={page} />),
        column('received', (it) => words.date(it.receivedOn, 'long')),
        column('due', (it) => words.date(it.dueOn, 'long')),
      ]}
    />
  );
};

/** A form on a page that has several: what was typed stays with the form it was typed in. */
export const SmallForm = (props: {
  readonly page: PageContext;
  readonly action: string;
  readonly title: string;
  readonly text?: string | undefined;
  readonly form?: Form;
  readonly button: string;
  readonly kind?: 'primary' | 'quiet' | 'danger';
}): VNode => {
  const { page, form } = props;
  return (
    <Panel title={props.title}>
      {props.text === undefined ? null : <p>{props.text}</p>}
      <FormFor page={page} action={props.action} light>
        {form === undefined ? null : <FieldSet page={page} form={form} state={page.form ?? formState(form, {})} />}
        <Button kind={props.kind ?? 'quiet'}>{props.button}</Button>
      </FormFor>
    </Panel>
  );
};

/** Only the grounds that a body of this regime may name for this. */
export const withGrounds = (page: PageContext, profile: Profile, it: RightsRequest): PageContext => {
  const allowed = groundsFor(profile, it.kind, regimeOf(profile, it.organisationId)).map(({ code }) => code);
  return {
    ...page,
    codes: (list) =>
      list === 'request-grounds' || list === 'part-decisions'
        ? page.codes(list).filter(({ code }) => code === 'give' || allowed.includes(code))
        : page.codes(list),
  };
};
