/** After a form was refused: the first box to correct gets the focus, so that keyboard and screen reader start there. */
import { tick } from 'svelte';

export async function focusFirstWrong(form: HTMLElement): Promise<void> {
  await tick();
  form.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong] input')?.focus();
}
