// The frame of a section of a page: an anchor for the contents, a heading and a line of introduction.
// Related sections can carry a control beside the heading.
import type { ComponentChildren } from 'preact';

interface SectionProps {
  id: string;
  title: string;
  intro?: ComponentChildren;
  control?: ComponentChildren;
  children: ComponentChildren;
}

export function Section({ id, title, intro, control, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <div class="section-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {control}
      </div>
      {intro && <p class="intro">{intro}</p>}
      {children}
    </section>
  );
}
