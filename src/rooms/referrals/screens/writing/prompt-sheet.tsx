import type { VNode } from 'preact';
import {
  type Code,
  type CodeSource,
  codeLabel,
  type Condition,
  type Field,
  type Form,
  hintOf,
  labelOf,
  type SimpleField,
  type Wording,
} from '../../../../platform/form/index.ts';
import { getScreen, Notice, PageHead, type PageContext, Panel, type Screen } from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { referralCodes } from '../../facts/lists.ts';
import { personFormFor } from '../../facts/person-form.ts';
import { reportForm } from '../../facts/report-form.ts';
import { personSectionsFor, reportSections, type Section } from '../../facts/sections.ts';
import { reportsByDuty } from '../../rules/routes.ts';
import { sectionTitle } from './parts.tsx';

/** Above this many a list is not printed: it is chosen on screen. */
const mostPrinted = 30;

type Sheet = { readonly wording: Wording; readonly fields: readonly Field[] };

const fieldOf = (fields: readonly Field[], id: string): { field: Field; ids: readonly string[] } | null => {
  for (const field of fields) {
    if (field.id === id) return { field, ids: [id] };
    const inner = field.kind === 'repeat' ? fieldOf(field.of, id) : null;
    if (inner) return { field: inner.field, ids: [field.id, ...inner.ids] };
  }
  return null;
};

const codesIn = (codes: CodeSource, field: Field): readonly Code[] =>
  'codes' in field && field.codes ? codes(field.codes) : [];

const valueText = (sheet: Sheet, field: Field, value: string | boolean): string => {
  const { words, codes } = sheet.wording;
  if (typeof value === 'boolean') return words.t(value ? 'platform.form.yes' : 'platform.form.no');
  if (field.kind === 'three-valued') return words.t(`platform.form.${value}`);
  const code = codesIn(codes, field).find((one) => one.code === value);
  return code ? codeLabel(words, code) : value;
};

const simpleCondition = (sheet: Sheet, condition: Extract<Condition, { field: string }>): string => {
  const { words } = sheet.wording;
  const found = fieldOf(sheet.fields, condition.field);
  if (!found) return condition.field;
  const label = labelOf(sheet.wording, found.ids);
  const said = (value: string | boolean): string => valueText(sheet, found.field, value);
  if ('is' in condition) return words.t('referrals.sheet.is', { label, value: said(condition.is) });
  if ('isNot' in condition) return words.t('referrals.sheet.is_not', { label, value: said(condition.isNot) });
  if ('includes' in condition) return words.t('referrals.sheet.is', { label, value: said(condition.includes) });
  if ('isOneOf' in condition) {
    return words.t('referrals.sheet.is', { label, value: condition.isOneOf.map(said).join(' / ') });
  }
  return words.t('referrals.sheet.answered', { label });
};

/** A condition in words, such as “Adult or child?: Child / Not sure”. */
const conditionText = (sheet: Sheet, condition: Condition): string => {
  const { words } = sheet.wording;
  if ('all' in condition)
    return condition.all.map((one) => conditionText(sheet, one)).join(` ${words.t('referrals.sheet.and')} `);
  if ('any' in condition)
    return condition.any.map((one) => conditionText(sheet, one)).join(` ${words.t('referrals.sheet.or')} `);
  if ('not' in condition) return words.t('referrals.sheet.not', { condition: conditionText(sheet, condition.not) });
  return simpleCondition(sheet, condition);
};

const Choices = ({ sheet, field }: { sheet: Sheet; field: SimpleField }): VNode | null => {
  const { words, codes } = sheet.wording;
  if (field.kind === 'yes-no')
    return (
      <p>
        ☐ {words.t('platform.form.yes')} ☐ {words.t('platform.form.no')}
      </p>
    );
  if (field.kind === 'three-valued') {
    return (
      <p>
        ☐ {words.t('platform.form.yes')} ☐ {words.t('platform.form.no')} ☐ {words.t('platform.form.not_sure')}
      </p>
    );
  }
  const list = codesIn(codes, field).filter((code) => !code.retired);
  if (list.length === 0) return <p class="soft">……………………………………………………</p>;
  if (list.length > mostPrinted) return <p class="soft">{words.t('referrals.sheet.list')}</p>;
  return <p>{list.map((code) => `☐ ${codeLabel(words, code)}`).join('  ')}</p>;
};

const Untold = ({ sheet }: { sheet: Sheet }): VNode => (
  <p class="soft">
    {(['not_asked', 'not_known', 'declined'] as const)
      .map((reason) => `☐ ${sheet.wording.words.t(`platform.form.untold.${reason}`)}`)
      .join('  ')}
  </p>
);

const Question = ({ sheet, field, ids }: { sheet: Sheet; field: Field; ids: readonly string[] }): VNode => {
  const { wording } = sheet;
  const hint = hintOf(wording, ids);
  return (
    <div class={field.shownWhen ? 'conditional' : undefined} data-met="true">
      <p>
        <strong>{labelOf(wording, ids)}</strong>
        {field.required ? ' *' : ''}
      </p>
      {field.shownWhen ? (
        <p class="hint">
          {wording.words.t('referrals.sheet.only_if', { condition: conditionText(sheet, field.shownWhen) })}
        </p>
      ) : null}
      {hint ? <p class="hint">{hint}</p> : null}
      {field.kind === 'repeat' ? (
        field.of.map((inner) => <Question key={inner.id} sheet={sheet} field={inner} ids={[...ids, inner.id]} />)
      ) : (
        <Choices sheet={sheet} field={field} />
      )}
      {field.tellable ? <Untold sheet={sheet} /> : null}
    </div>
  );
};

const SheetSection = (props: {
  page: PageContext;
  form: Form<unknown>;
  section: Section;
  codes: CodeSource;
}): VNode => {
  const { page, form, section, codes } = props;
  const sheet: Sheet = { fields: form.fields, wording: { words: page.words, room: 'referrals', codes } };
  return (
    <Panel title={sectionTitle(page.words, section.key)}>
      {form.fields
        .filter((field) => section.fields.includes(field.id))
        .map((field) => (
          <Question key={field.id} sheet={sheet} field={field} ids={[field.id]} />
        ))}
    </Panel>
  );
};

const PromptSheet = ({ profile, byDuty, page }: { profile: Profile; byDuty: boolean; page: PageContext }): VNode => {
  const { words } = page;
  const codes = referralCodes(profile);
  const form = personFormFor(byDuty);
  return (
    <>
      <PageHead
        title={words.t('referrals.sheet.title')}
        lead={words.t('referrals.sheet.lead')}
        back={{ href: '/reports', label: words.t('referrals.start.title') }}
      />
      <Notice tone="warn">{words.t('referrals.sheet.nothing_sent')}</Notice>
      {reportSections
        .filter((section) => section.key !== 'on_behalf')
        .map((section) => (
          <SheetSection key={section.key} {...{ page, section, codes }} form={reportForm} />
        ))}
      <h2>{words.t('referrals.sheet.per_person')}</h2>
      {personSectionsFor(byDuty).map((section) => (
        <SheetSection key={section.key} {...{ page, section, codes, form }} />
      ))}
    </>
  );
};

/** The questions on paper, made from the form itself, for work without the program. What depends on an answer says on which. */
export const promptSheetScreen: Screen<Profile> = getScreen({
  room: 'referrals',
  path: '/reports/prompt-sheet',
  permit: 'referrals.write',
  load: async (scene: Scene) => ({
    profile: scene.profile,
    byDuty: reportsByDuty(scene.profile, scene.viewer.organisationCode),
  }),
  title: (_, words) => words.t('referrals.sheet.title'),
  page: (sheet, page) => <PromptSheet {...sheet} page={page} />,
});
