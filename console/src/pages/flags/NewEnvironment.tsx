import { type FormEvent, useState } from 'react';
import { useTell } from '../../app/notices.tsx';
import { useAction } from '../../data/useAction.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Field } from '../../parts/Field.tsx';
import { ErrorNote } from '../../parts/states.tsx';
import { useProjects } from './FlagsFrame.tsx';

interface Props {
  readonly project: string;
  readonly onClose: () => void;
  /** Told the new environment's `project/environment`. */
  readonly onDone: (name: string) => void;
}

/** Makes an environment, and its project first if there is none of that name. */
export function NewEnvironment({ project: present, onClose, onDone }: Props) {
  const { flags, projects } = useProjects();
  const tell = useTell();
  const [project, setProject] = useState(present);
  const [name, setName] = useState('');
  const isNew = projects.data?.every((one) => one.name !== project) ?? false;
  const make = useAction(async (options) => {
    if (isNew) {
      await flags.addProject(project);
      projects.reload();
    }
    await flags.addEnvironment(project, name, options);
    tell(`Environment ${project}/${name} is there.`);
    onDone(`${project}/${name}`);
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void make.run();
  };
  const field = (label: string, hint: string, value: string, onChange: (value: string) => void) => (
    <Field label={label} hint={hint}>
      {(props) => <input {...props} value={value} onChange={(event) => onChange(event.target.value)} required maxLength={63} pattern="[a-z0-9][a-z0-9\-]*" autoComplete="off" autoCapitalize="none" spellCheck={false} />}
    </Field>
  );
  return (
    <Dialog title="New environment" onClose={onClose}>
      <form onSubmit={submit}>
        {field('Project', isNew ? 'There is no project of this name yet: it is made too.' : 'One that is there, or the name of a new one.', project, setProject)}
        {field('Environment', 'Small letters, digits and hyphens. It is part of the address that programs use, and stays.', name, setName)}
        <ErrorNote error={make.error} />
        <div className="dialog-foot"><Button onClick={onClose}>Cancel</Button><Button type="submit" look="primary" busy={make.busy}>Create environment</Button></div>
      </form>
    </Dialog>
  );
}
