import type { FieldError } from '../../form/form.ts';
import type { Refusal } from '../../outcome.ts';

/** A refusal that carries the errors of the form's fields: for actions that read more than one page of a draft. */
export type FormRefusal = Refusal<'form_not_complete'> & { readonly errors: readonly FieldError[] };

/** Refuses a form with errors an action found itself; they are shown like those of the kernel. */
export const refuseForm = (errors: readonly FieldError[]): FormRefusal => ({ refused: 'form_not_complete', errors });

/** Tells such a refusal. */
export const isFormRefusal = (refusal: Refusal): refusal is FormRefusal =>
  refusal.refused === 'form_not_complete' && Array.isArray((refusal as FormRefusal).errors);
