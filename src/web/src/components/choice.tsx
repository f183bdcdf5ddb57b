// One choice among a few: native radio buttons drawn as a strip, or a list box when there are many.
// Arrow keys, screen readers and touch work as the browser provides them.
import { useId } from 'preact/hooks';

export interface Option<T extends string> {
  value: T;
  label: string;
  /** Full name for readers when the label is short. */
  title?: string;
}

interface ChoiceProps<T extends string> {
  label: string;
  options: Option<T>[];
  value: T;
  onChange: (value: T) => void;
  /** More options than this become a list box. */
  strip?: number;
  hideLabel?: boolean;
}

/** A labelled single choice. */
export function Choice<T extends string>({ label, options, value, onChange, strip = 6, hideLabel }: ChoiceProps<T>) {
  const name = useId();
  const picked = options.find((o) => o.value === value);
  if (options.length > strip) {
    return (
      <label class="choice">
        <span class={hideLabel ? 'hidden' : 'choice-label'}>{label}</span>
        <select value={value} onChange={(e) => onChange(e.currentTarget.value as T)}>
          {options.map((o) => <option key={o.value} value={o.value}>{o.title ?? o.label}</option>)}
        </select>
      </label>
    );
  }
  return (
    <fieldset class="choice">
      <legend class={hideLabel ? 'hidden' : 'choice-label'}>{label}</legend>
      <span class="choice-printed">{picked?.title ?? picked?.label}</span>
      <span class="strip">
        {options.map((o) => (
          <label key={o.value} title={o.title}>
            <input type="radio" name={name} value={o.value} checked={o.value === value} onChange={() => onChange(o.value)} />
            <span>{o.label}</span>
          </label>
        ))}
      </span>
    </fieldset>
  );
}
