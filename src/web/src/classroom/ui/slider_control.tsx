// One lever of the seat: a slider with words at its stops, minus and plus buttons and a number field.
// No movement is ever needed: buttons, keys and typing do the same (WCAG 2.5.7).
import { useId } from 'preact/hooks';
import { useReader } from '../i18n/reader';

export interface Lever {
  label: string;
  least: number;
  most: number;
  step: number;
  value: number;
  /** The value in force now; a mark on the track shows it while the draft differs. */
  now: number;
  /** What the value means in words, for the readout and for screen readers. */
  words: (value: number) => string;
  /** Digits after the point in the number field. */
  decimals: number;
  disabled?: boolean;
  onChange: (value: number) => void;
}

/** The value brought into the range and onto the grid of steps. */
export function tidy(value: number, least: number, most: number, step: number): number {
  if (!Number.isFinite(value)) return least;
  const inside = Math.min(most, Math.max(least, value));
  return Number((least + Math.round((inside - least) / step) * step).toFixed(6));
}

/** A slider with buttons and a number field. */
export function SliderControl({ label, least, most, step, value, now, words, decimals, disabled, onChange }: Lever) {
  const { t } = useReader();
  const id = useId();
  const set = (next: number) => onChange(tidy(next, least, most, step));
  const changed = Math.abs(value - now) > step / 2;
  const spot = most > least ? (now - least) / (most - least) : 0;
  return (
    <div class={changed ? 'lever changed' : 'lever'}>
      <div class="lever-head">
        <label for={id}>{label}</label>
        <output for={id} class="lever-words">{words(value)}</output>
      </div>
      <div class="lever-row">
        <button type="button" class="round" disabled={disabled || value <= least} onClick={() => set(value - step)} aria-label={t('lever.less', { what: label })}>−</button>
        <span class="lever-track">
          <input
            id={id} type="range" min={least} max={most} step={step} value={value} disabled={disabled}
            aria-valuetext={words(value)} onInput={(e) => set(e.currentTarget.valueAsNumber)}
          />
          {changed && <span class="lever-now" style={{ insetInlineStart: `${spot * 100}%` }} aria-hidden="true" />}
        </span>
        <button type="button" class="round" disabled={disabled || value >= most} onClick={() => set(value + step)} aria-label={t('lever.more', { what: label })}>+</button>
        <input
          class="lever-number" type="number" inputMode="decimal" min={least} max={most} step={step} disabled={disabled}
          value={value.toFixed(decimals)} aria-label={t('lever.number', { what: label })} onChange={(e) => set(e.currentTarget.valueAsNumber)}
        />
      </div>
    </div>
  );
}
