// A month slider with single steps and play, for maps and explanations.
// Every action has a button; with reduced motion, play moves a year at a time, once a second.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useReducedMotion } from '../lib/hooks';
import { monthName, type TimeAxis } from '../lib/time';

interface SliderProps {
  axis: TimeAxis;
  value: number;
  onChange: (month: number) => void;
  /** First and last month that can be chosen; the whole run when left out. */
  from?: number;
  to?: number;
  label?: string;
  locale?: string;
}

/** A slider over months, with play and pause. */
export function MonthSlider({ axis, value, onChange, from = 0, to = axis.months, label = 'Month', locale = 'en' }: SliderProps) {
  const [playing, setPlaying] = useState(false);
  const reduced = useReducedMotion();
  const now = useRef(value);
  now.current = value;
  const id = useId();
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setInterval(() => {
      const next = now.current + (reduced ? 12 : 1);
      onChange(Math.min(to, next));
      if (next >= to) setPlaying(false);
    }, reduced ? 1000 : 110);
    return () => clearInterval(timer);
  }, [playing, reduced, to]);
  const play = () => {
    if (!playing && value >= to) onChange(from);
    setPlaying(!playing);
  };
  const step = (by: number) => onChange(Math.min(to, Math.max(from, value + by)));
  return (
    <div class="slider">
      <button type="button" class="round" onClick={play} aria-label={playing ? 'Pause' : 'Play'}>
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          {playing ? <path d="M3 2h3v10H3zM8 2h3v10H8z" /> : <path d="M3.5 1.5v11l9-5.5z" />}
        </svg>
      </button>
      <button type="button" class="round" onClick={() => step(-1)} aria-label="One month back" disabled={value <= from}>−</button>
      <label class="hidden" for={id}>{label}</label>
      <input
        id={id} type="range" min={from} max={to} step={1} value={value} aria-valuetext={monthName(axis, value, locale, 'long')}
        onInput={(e) => onChange(Number(e.currentTarget.value))}
      />
      <button type="button" class="round" onClick={() => step(1)} aria-label="One month on" disabled={value >= to}>+</button>
      <output for={id}>{monthName(axis, value, locale)}</output>
    </div>
  );
}
