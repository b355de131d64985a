/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

export type Step = { name: string; path: string };

/** From the start to the page above this one. */
export function Breadcrumb({ steps, label }: { steps: readonly Step[]; label: string }) {
  return (
    <nav class="path" aria-label={label}>
      <ol>
        {steps.map(({ name, path }) => (
          <li>
            <a href={path} dir="auto">
              {name}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
