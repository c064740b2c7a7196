import { Slider } from "@mantine/core";
import { useI18n } from "@/panels/shared";
import classes from "./Evaluation.module.css";

interface ChoiceProps {
  label: string;
  grid: readonly number[];
  place: number;
  onPlace: (place: number) => void;
}

/** A slider over the places of a grid, with the number that is chosen. */
export function Choice({ label, grid, place, onPlace }: ChoiceProps) {
  const { number } = useI18n();
  const words = number(grid[place] ?? 0, 2);
  return (
    <div>
      <div className={classes.choice}>
        <span>{label}</span>
        <output>{words}</output>
      </div>
      <Slider
        min={0}
        max={grid.length - 1}
        step={1}
        value={place}
        onChange={onPlace}
        label={null}
        thumbLabel={label}
        thumbProps={{ "aria-valuetext": words }}
      />
    </div>
  );
}
