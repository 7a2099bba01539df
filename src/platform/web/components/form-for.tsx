import type { ComponentChildren, VNode } from 'preact';
import type { RawForm } from '../../form/form.ts';
import { textsOf } from '../../form/raw.ts';
import type { PageContext } from '../page.ts';

type FormProps = {
  readonly page: Pick<PageContext, 'formToken' | 'formKey' | 'words'>;
  readonly action: string;
  readonly children: ComponentChildren;
  /** Version of what is changed; the action refuses with `changed_meanwhile` when it is no longer the last. */
  readonly version?: string;
  /** Address the form is posted to as it is, two seconds after the last key. */
  readonly autosave?: string;
  /** The form has file inputs. */
  readonly files?: boolean;
  /** Do not ask before leaving with unsaved changes (filters, searches, single buttons). */
  readonly light?: boolean;
  readonly class?: string;
};

/** A form that posts: with its token and a key of its own, checked by the server alone. */
export const FormFor = (props: FormProps): VNode => {
  const { page, action, children, version, autosave, files, light } = props;
  return (
    <form
      method="post"
      action={action}
      class={props.class ?? 'form'}
      enctype={files ? 'multipart/form-data' : undefined}
      noValidate
      data-unsaved={light ? undefined : page.words.t('platform.unsaved')}
      data-autosave={autosave}
    >
      <input type="hidden" name="_token" value={page.formToken} />
      <input type="hidden" name="_key" value={page.formKey} />
      {version === undefined ? null : <input type="hidden" name="_version" value={version} />}
      {autosave ? (
        <p
          class="autosave"
          role="status"
          data-autosave-state
          data-saving={page.words.t('platform.autosave.saving')}
          data-saved={page.words.t('platform.autosave.saved', { time: '{time}' })}
          data-failed={page.words.t('platform.autosave.failed')}
        />
      ) : null}
      {children}
    </form>
  );
};

/** Carries what was typed through a page that does not show it as inputs. */
export const HiddenInputs = ({ raw }: { readonly raw: RawForm }): VNode => (
  <>
    {Object.keys(raw).flatMap((name) =>
      textsOf(raw, name).map((text, index) => (
        <input type="hidden" key={`${name} ${index}`} name={name} value={text} />
      )),
    )}
  </>
);
